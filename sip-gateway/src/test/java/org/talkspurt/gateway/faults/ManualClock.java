package org.talkspurt.gateway.faults;

import java.util.ArrayList;
import java.util.List;

/** Time that the test moves, and that models take. Thread-safe. */
final class ManualClock {
  private final List<Long> untilMs = new ArrayList<>();
  private long nowMs = 1_000;

  synchronized long nowMs() {
    return nowMs;
  }

  synchronized void advance(long ms) {
    nowMs += ms;
    notifyAll();
  }

  /** Wakes all who sleep. */
  synchronized void end() {
    nowMs = Long.MAX_VALUE;
    notifyAll();
  }

  /** Takes time; {@code Long.MAX_VALUE}: all there is. */
  synchronized void sleep(long ms) {
    long until = ms == Long.MAX_VALUE ? ms : nowMs + ms;
    untilMs.add(until);
    try {
      while (nowMs < until) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      untilMs.remove(until);
    }
  }

  /** Who goes on sleeping. */
  synchronized int sleepers() {
    return (int) untilMs.stream().filter(until -> until > nowMs).count();
  }
}
