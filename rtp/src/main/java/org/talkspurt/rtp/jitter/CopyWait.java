package org.talkspurt.rtp.jitter;

/**
 * How much longer packets wait so that a lost one can be played from the copy that the next one
 * carries (RFC 6716 §2.1.7): as long as a packet lasts, while packets with such copies get lost
 * every now and then; a loss that stands alone is not worth the delay.
 */
final class CopyWait {

  /** Packets from one loss to another that still belong together: 10 s of packets of 20 ms. */
  private static final int NEAR = 500;

  private long packets;
  private long lastLoss;
  private long until;
  private long durationNs;

  CopyWait() {
    reset();
  }

  void reset() {
    packets = 0;
    lastLoss = -NEAR;
    until = 0;
  }

  /** Any packet has come. */
  void packetCame() {
    packets++;
  }

  /**
   * A packet has come that carries a copy of the one before it, which has not come.
   *
   * @param packetNs how long the packet's sound lasts
   */
  void copyCame(long packetNs) {
    if (packets - lastLoss < NEAR) {
      until = packets + NEAR;
      durationNs = packetNs;
    }
    lastLoss = packets;
  }

  /** To be added to the delay, ns. */
  long ns() {
    return packets < until ? durationNs : 0;
  }
}
