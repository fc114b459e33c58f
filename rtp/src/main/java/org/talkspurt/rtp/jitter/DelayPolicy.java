package org.talkspurt.rtp.jitter;

/**
 * Decides how many samples to insert into or remove from the sound so that the slack, the time that
 * a packet as fast as the fastest waits before its tick, meets the target delay.
 *
 * <p>Packets of 20 ms meet ticks of 20 ms always in the same phase, so that the slack can only be
 * changed in steps of 20 ms: a part of it costs delay and buys nothing. The slack may therefore lie
 * anywhere from the target to 20 ms above, with some tolerance on either side against a step to and
 * fro.
 */
final class DelayPolicy {

  private static final long MS = 1_000_000;
  private static final long STEP_NS = 20 * MS;
  private static final long TOLERANCE_NS = 2 * MS;

  /** Ticks to look at before lengthening: packets of 30 and 60 ms take turns within them. */
  private static final int TICKS_TO_LENGTHEN = 6;

  /** Shortening is less urgent. */
  private static final int TICKS_TO_SHORTEN = 25;

  private final int stepSamples;

  private int pendingSamples;
  private int ticks;
  private long leastSlackNs;

  /**
   * @param stepSamples samples of 20 ms
   */
  DelayPolicy(int stepSamples) {
    this.stepSamples = stepSamples;
    restart();
  }

  /** Playing starts or its schedule has jumped: what was observed is worth nothing. */
  void restart() {
    pendingSamples = 0;
    observeAnew();
  }

  private void observeAnew() {
    ticks = 0;
    leastSlackNs = Long.MAX_VALUE;
  }

  /** A tick has played a packet that waited {@code slackNs} more than its transit's delay. */
  void played(long slackNs, long targetNs) {
    ticks++;
    leastSlackNs = Math.min(leastSlackNs, slackNs);
    if (pendingSamples < 0 && slackNs < targetNs - TOLERANCE_NS) {
      restart(); // the network has got slower meanwhile
    }
    if (pendingSamples != 0 || ticks < TICKS_TO_LENGTHEN) {
      return;
    }
    if (leastSlackNs < targetNs - TOLERANCE_NS) {
      plan(Math.ceilDiv(targetNs - leastSlackNs, STEP_NS));
    } else if (ticks >= TICKS_TO_SHORTEN) {
      long excessNs = leastSlackNs - targetNs - TOLERANCE_NS;
      plan(-Math.max(0, excessNs / STEP_NS));
    }
  }

  private void plan(long steps) {
    pendingSamples = (int) steps * stepSamples;
    observeAnew();
  }

  /** Samples still to insert; negative: to remove. */
  int pendingSamples() {
    return pendingSamples;
  }

  /** So many samples were inserted (negative: removed). */
  void timeScaled(int samples) {
    pendingSamples -= samples;
    if (pendingSamples == 0) {
      observeAnew();
    }
  }
}
