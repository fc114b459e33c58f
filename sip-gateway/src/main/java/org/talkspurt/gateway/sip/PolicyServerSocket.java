package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/** Accepts connections from inside the source policy only. */
class PolicyServerSocket extends ServerSocket {

  private static final long PAUSE_MS = 100;

  private final SipSettings settings;
  private final SipMeters meters;

  PolicyServerSocket(SipSettings settings, SipMeters meters) throws IOException {
    this.settings = settings;
    this.meters = meters;
  }

  /** Never fails while it is open: the stack would give TCP up for good. */
  @Override
  public Socket accept() throws IOException {
    while (true) {
      Socket socket = acceptAny();
      if (settings.sources().allows(socket.getInetAddress()) && prepare(socket)) {
        return socket;
      }
      meters.messageDropped(SipMeters.DropReason.SOURCE);
      socket.close();
    }
  }

  private Socket acceptAny() throws IOException {
    while (true) {
      try {
        return super.accept();
      } catch (SocketException e) {
        if (isClosed()) {
          throw e;
        }
        pause(); // out of file descriptors, most likely
      }
    }
  }

  /** 200 follows 100 at once: without TCP_NODELAY it would wait for the peer's delayed ACK. */
  private boolean prepare(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout(Math.toIntExact(settings.idleConnection().toMillis()));
      return true;
    } catch (SocketException e) {
      return false; // gone already
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
