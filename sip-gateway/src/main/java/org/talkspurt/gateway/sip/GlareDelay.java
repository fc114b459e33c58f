package org.talkspurt.gateway.sip;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a 491 (RFC 3261 §14.1), in steps of 10 ms. */
final class GlareDelay {

  private static final int STEP_MS = 10;
  private static final int OWNER_MIN_MS = 2_100;
  private static final int OWNER_MAX_MS = 4_000;
  private static final int OTHER_MAX_MS = 2_000;

  private GlareDelay() {}

  /**
   * The next wait.
   *
   * @param ownsCallId whether we began the call: then 2.1 to 4 s, else 0 to 2 s, so that one of the
   *     two is first
   */
  static Duration next(boolean ownsCallId, RandomGenerator random) {
    int from = ownsCallId ? OWNER_MIN_MS / STEP_MS : 0;
    int to = (ownsCallId ? OWNER_MAX_MS : OTHER_MAX_MS) / STEP_MS;
    return Duration.ofMillis((long) random.nextInt(from, to + 1) * STEP_MS);
  }
}
