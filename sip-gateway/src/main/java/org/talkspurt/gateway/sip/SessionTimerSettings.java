package org.talkspurt.gateway.sip;

import java.time.Duration;

/**
 * How session timers are used (RFC 4028).
 *
 * @param expires interval that we ask for; zero: none, though what a peer asks for is done
 * @param minimum shortest interval that a peer may ask for, at least 90 s (§5)
 */
public record SessionTimerSettings(Duration expires, Duration minimum) {

  /** §5: no Min-SE may be shorter. */
  public static final Duration SHORTEST = Duration.ofSeconds(90);

  /**
   * @throws IllegalArgumentException if the minimum is too short, or longer than what we ask for
   */
  public SessionTimerSettings {
    if (minimum.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("shortest session interval " + minimum);
    }
    if (!expires.isZero() && expires.compareTo(minimum) < 0) {
      throw new IllegalArgumentException("session interval " + expires + " under " + minimum);
    }
  }

  /** The documented defaults. */
  public static SessionTimerSettings defaults() {
    return new SessionTimerSettings(Duration.ofMinutes(30), SHORTEST);
  }
}
