package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Accepts connections from inside the source policy only. */
class PolicyServerSocket extends ServerSocket {

  private static final int BACKLOG = 512;
  private static final long PAUSE_MS = 100;

  private final SipSettings settings;
  private final SipMeters meters;

  PolicyServerSocket(SipSettings settings, SipMeters meters) throws IOException {
    this.settings = settings;
    this.meters = meters;
  }

  /**
   * Listens.
   *
   * @throws IOException if the address cannot be had; the socket is closed then
   */
  void listen(InetAddress address, int port) throws IOException {
    try {
      setReuseAddress(true);
      bind(new InetSocketAddress(address, port), BACKLOG);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Never fails while it is open: the stack would give the transport up for good. */
  @Override
  public final Socket accept() throws IOException {
    while (true) {
      Socket socket = acceptAny();
      Socket admitted = settings.sources().allows(socket.getInetAddress()) ? admit(socket) : null;
      if (admitted != null) {
        return admitted;
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

  /**
   * Makes a connection what the stack is to have of it; null if nothing.
   *
   * <p>200 follows 100 at once: without TCP_NODELAY it would wait for the peer's delayed ACK.
   */
  @Nullable Socket admit(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout(Math.toIntExact(settings.idleConnection().toMillis()));
      return socket;
    } catch (SocketException e) {
      return null; // gone already
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
