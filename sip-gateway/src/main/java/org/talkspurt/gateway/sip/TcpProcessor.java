package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TCPMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/**
 * The stack's TCP processor with a server socket of ours. Connections from outside the source
 * policy are closed, since each costs two threads.
 */
final class TcpProcessor extends TCPMessageProcessor {

  private static final int BACKLOG = 512;

  private final SipSettings settings;
  private final SipMeters meters;

  TcpProcessor(InetAddress address, SIPTransactionStack stack, int port) {
    super(address, stack, port);
    StackContexts.StackContext context = StackContexts.of(stack);
    this.settings = context.settings();
    this.meters = context.meters();
  }

  @Override
  public void start() throws IOException {
    ServerSocket server = new PolicyServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(getIpAddress(), getPort()), BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    sock = server;
    isRunning = true;
    Thread.ofPlatform().daemon().name("sip-tcp-accept").start(this);
  }

  @Override
  public synchronized void stop() {
    if (sock != null) { // null when it did not start: the port was taken
      super.stop();
    }
  }

  private final class PolicyServerSocket extends ServerSocket {

    private static final long PAUSE_MS = 100;

    PolicyServerSocket() throws IOException {}

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
}
