package org.talkspurt.rtp.session;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A bound pair of ports, lent to one call by {@link RtpPortPool}. Datagrams wait in the socket
 * until an {@link RtpSession} is opened on it, which then gives the pair back at its end; without a
 * session, who allocated it must {@link #release} it.
 */
public final class RtpPorts {

  private final RtpPortPool pool;
  private final int rtpPort;
  private final SocketPair sockets;
  private final AtomicBoolean released = new AtomicBoolean();

  RtpPorts(RtpPortPool pool, int rtpPort, SocketPair sockets) {
    this.pool = pool;
    this.rtpPort = rtpPort;
    this.sockets = sockets;
  }

  /** The even port. */
  public int rtpPort() {
    return rtpPort;
  }

  /** The odd port after it. */
  public int rtcpPort() {
    return rtpPort + 1;
  }

  SocketPair sockets() {
    return sockets;
  }

  /** Closes the sockets and begins the quarantine. Idempotent, from any thread. */
  public void release(long nowNs) {
    if (released.compareAndSet(false, true)) {
      sockets.close();
      pool.release(rtpPort, nowNs);
    }
  }
}
