package org.talkspurt.it;

/** A steady rate of datagrams, in bursts a hundredth of a second apart. */
final class Pace {
  private static final int BURSTS_PER_SECOND = 100;

  private final long beginNs = System.nanoTime();
  private final int burst;

  /** Begins now. */
  Pace(int perSecond) {
    burst = perSecond / BURSTS_PER_SECOND;
  }

  /** Until the next is due, when so many are sent. */
  void await(int sent) {
    if (sent % burst == 0) {
      long dueNs = beginNs + sent / burst * (1_000_000_000L / BURSTS_PER_SECOND);
      WireCaller.pause(Math.max(0, (dueNs - System.nanoTime()) / 1_000_000));
    }
  }
}
