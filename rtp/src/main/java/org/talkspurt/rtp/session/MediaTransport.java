package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;

/** The two ports of a call, as its session sees them. Confined to the call's home loop. */
interface MediaTransport {

  /** Takes what comes in, on the loop. The bytes are valid until the method returns. */
  interface Receiver {
    /**
     * @param length bytes received; more than {@link DatagramBuffer#MAX_BYTES} for a datagram that
     *     was cut
     */
    void onRtp(byte[] datagram, int length, InetSocketAddress source);

    /** As {@link #onRtp}. */
    void onRtcp(byte[] datagram, int length, InetSocketAddress source);

    /** A socket is broken; nothing more will come from it. */
    void onBroken(Throwable cause);
  }

  /** Whether the caller runs on the call's home loop. */
  boolean inLoop();

  /** Runs a task on the loop, unless the loop has ended. From any thread. */
  void execute(Runnable task);

  /** Where the next datagram to send is written; at least {@link DatagramBuffer#MAX_BYTES}. */
  byte[] sendBuffer();

  /**
   * Sends the first bytes of {@link #sendBuffer} at once.
   *
   * @return false if the network did not take it; the datagram is lost
   */
  boolean sendRtp(int length, InetSocketAddress destination);

  /** As {@link #sendRtp}. */
  boolean sendRtcp(int length, InetSocketAddress destination);

  /** A tick has come: allows the next tick's worth of datagrams to be received. */
  void onTick();

  /** Closes both sockets and gives the ports back. Idempotent. */
  void close(long nowNs);
}
