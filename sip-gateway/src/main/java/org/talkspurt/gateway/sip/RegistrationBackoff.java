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

  private final RandomGenerator random;
  private int failures;

  RegistrationBackoff(RandomGenerator random) {
    this.random = random;
  }

  /** Half of the bound to the bound, which is 4 s at first and 10 minutes at last. */
  Duration next() {
    long bound = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures, 20));
    failures++;
    return Duration.ofMillis(random.nextLong(bound / 2, bound + 1));
  }

  void succeeded() {
    failures = 0;
  }
}
