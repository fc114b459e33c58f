package org.talkspurt.gateway.sip;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a REGISTER that failed is tried again (RFC 5626 §4.5): twice as late each time, and not at
 * the same moment as all others whose registrar is gone.
 */
final class RegistrationBackoff {

  private static final long FIRST_MS = 4_000;
  private static final long LONGEST_MS = 600_000;
  private static final long LONGEST_WANTED_MS = Duration.ofHours(1).toMillis();

  /** After which the bound is 128 s. */
  private static final int FAILURES_OF_2_MINUTES = 5;

  private final RandomGenerator random;
  private int failures;

  RegistrationBackoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Half of the bound to the bound, which is 4 s at first and 10 minutes at last.
   *
   * @param refused whether it was the account that was refused: then a minute or more, since
   *     carriers lock out who goes on asking
   * @param retryAfter what the registrar wants to be left alone for (RFC 3261 §20.33); an hour of
   *     it is believed
   */
  Duration next(boolean refused, Duration retryAfter) {
    failures = refused ? Math.max(failures, FAILURES_OF_2_MINUTES) : failures;
    long bound = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures, 20));
    failures++;
    long wantedMs = Math.min(LONGEST_WANTED_MS, retryAfter.toMillis());
    return Duration.ofMillis(Math.max(wantedMs, random.nextLong(bound / 2, bound + 1)));
  }

  void succeeded() {
    failures = 0;
  }
}
