package org.talkspurt.gateway.sip;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a lost connection to a registrar is made again: within a second, since no call comes
 * meanwhile, but not by all user agents of a registrar at the same moment, and twice as late each
 * time where connections do not last.
 */
final class ReconnectDelay {

  private static final long FIRST_MS = 1_000;
  private static final long LONGEST_MS = 120_000;
  private static final long LASTING_NS = Duration.ofMinutes(2).toNanos();

  private final RandomGenerator random;
  private @Nullable Long lastLossNs;
  private int losses;

  ReconnectDelay(RandomGenerator random) {
    this.random = random;
  }

  /** Half of the bound to the bound, which is one second at first and two minutes at last. */
  Duration next(long nowNs) {
    boolean lasted = lastLossNs == null || nowNs - lastLossNs > LASTING_NS;
    losses = lasted ? 0 : losses + 1;
    lastLossNs = nowNs;
    long bound = Math.min(LONGEST_MS, FIRST_MS << Math.min(losses, 20));
    return Duration.ofMillis(random.nextLong(bound / 2, bound + 1));
  }
}
