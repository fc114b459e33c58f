package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections from inside the source policy only, and no more than the settings allow: in
 * all, and of one source, unless that is a trunk's. Others are closed at once; those that stand are
 * not touched.
 */
final class PolicyServerSocket extends ServerSocket {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyServerSocket.class);

  private static final int BACKLOG = 512;
  private static final long PAUSE_MS = 100;

  private final SipSettings settings;
  private final SipMeters meters;

  /** Touched by the thread that accepts only. */
  private final Set<Socket> open = new HashSet<>();

  PolicyServerSocket(SipSettings settings, SipMeters meters) throws IOException {
    this.settings = settings;
    this.meters = meters;
  }

  /**
   * Listens, and hands connections over on a thread of its own until the socket is closed.
   *
   * @param name of the thread
   * @throws IOException if the address cannot be had; the socket is closed then
   */
  void listen(InetAddress address, int port, String name, Taker taker) throws IOException {
    try {
      setReuseAddress(true);
      bind(new InetSocketAddress(address, port), BACKLOG);
    } catch (IOException e) {
      close();
      throw e;
    }
    Thread.ofPlatform().daemon().name(name).start(() -> serve(taker));
  }

  /** Never fails while it is open: the stack would give the transport up for good. */
  @Override
  public Socket accept() throws IOException {
    while (true) {
      Socket socket = acceptAny();
      SipMeters.DropReason problem = problem(socket.getInetAddress());
      if (problem == null && prepare(socket)) {
        open.add(socket);
        return socket;
      }
      meters.messageDropped(problem == null ? SipMeters.DropReason.SOURCE : problem);
      socket.close();
    }
  }

  /** Takes what a peer's connection is to become. */
  @FunctionalInterface
  interface Taker {
    void take(Socket socket) throws IOException;
  }

  /** A connection that cannot be taken harms no other. */
  private void serve(Taker taker) {
    while (!isClosed()) {
      try {
        Socket socket = accept();
        try {
          taker.take(socket);
        } catch (IOException | RuntimeException e) {
          LOG.debug("A connection could not be prepared: {}", e.getClass().getName());
          socket.close();
        }
      } catch (IOException e) {
        LOG.debug("A connection was not taken: {}", e.getClass().getName());
      }
    }
  }

  private SipMeters.@Nullable DropReason problem(InetAddress source) {
    if (!settings.hears(source)) {
      return SipMeters.DropReason.SOURCE;
    }
    open.removeIf(Socket::isClosed);
    if (open.size() >= settings.limits().maxConnections()) {
      return SipMeters.DropReason.CONNECTIONS;
    }
    SourceKey key = SourceKey.of(source);
    boolean tooMany =
        !settings.sources().isConfigured(source)
            && open.stream()
                    .filter(socket -> SourceKey.of(socket.getInetAddress()).equals(key))
                    .count()
                >= settings.limits().maxConnectionsPerSource();
    return tooMany ? SipMeters.DropReason.CONNECTIONS : null;
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
   * Sets a connection up; false if it is gone already.
   *
   * <p>200 follows 100 at once: without TCP_NODELAY it would wait for the peer's delayed ACK.
   */
  private boolean prepare(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.setSoTimeout(Math.toIntExact(settings.idleConnection().toMillis()));
      return true;
    } catch (SocketException e) {
      return false;
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
