package org.talkspurt.rtp.jitter;

/**
 * How losses lie together (RFC 3611 §4.7.2): a burst begins and ends with a packet that was not
 * played and has fewer than {@value #GAP_MINIMUM} played ones in a row within; all else is gap,
 * losses that stand alone included.
 */
public final class LossBursts {

  /** Gmin: that many packets played in a row end a burst. */
  public static final int GAP_MINIMUM = 16;

  private long bursts;
  private long burstPackets;
  private long burstMissed;
  private long gapPackets;
  private long gapMissed;

  /** Packets from the first to the last miss of what may be a burst, and the misses among them. */
  private long spanPackets;

  private long spanMissed;

  /** Packets played since the last miss. */
  private long playedInRow;

  void played() {
    playedInRow++;
  }

  void missed() {
    if (spanMissed > 0 && playedInRow < GAP_MINIMUM) {
      spanPackets += playedInRow + 1;
      spanMissed++;
    } else {
      endSpan();
      spanPackets = 1;
      spanMissed = 1;
    }
    playedInRow = 0;
  }

  /** The span is over; what was played after it is gap. */
  private void endSpan() {
    if (spanMissed > 1) {
      bursts++;
      burstPackets += spanPackets;
      burstMissed += spanMissed;
    } else {
      gapPackets += spanPackets;
      gapMissed += spanMissed;
    }
    gapPackets += playedInRow;
  }

  private boolean inBurst() {
    return spanMissed > 1;
  }

  /** Share of the bursts' packets that was not played, 0 to 1. */
  public double burstDensity() {
    long packets = burstPackets + (inBurst() ? spanPackets : 0);
    return packets == 0 ? 0 : (double) (burstMissed + (inBurst() ? spanMissed : 0)) / packets;
  }

  /** Share of the other packets that was not played, 0 to 1. */
  public double gapDensity() {
    long packets = allGapPackets();
    return packets == 0 ? 0 : (double) (gapMissed + (inBurst() ? 0 : spanMissed)) / packets;
  }

  /** Mean length of a burst in packets; 0 while there was none. */
  public double burstPackets() {
    long all = bursts + (inBurst() ? 1 : 0);
    return all == 0 ? 0 : (double) (burstPackets + (inBurst() ? spanPackets : 0)) / all;
  }

  /** Mean length of what lies between the bursts, and before and after them, in packets. */
  public double gapPackets() {
    return (double) allGapPackets() / (bursts + (inBurst() ? 2 : 1));
  }

  private long allGapPackets() {
    return gapPackets + playedInRow + (inBurst() ? 0 : spanPackets);
  }
}
