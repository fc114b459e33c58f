package org.talkspurt.dialog.spi;

import java.time.Duration;

/**
 * Whom a caller is handed over to.
 *
 * @param target SIP, SIPS or tel URI, or a number that the other end of the call knows
 * @param ofAgent whether the agent's file says all of it; a part that came from the caller or with
 *     the call proves nothing, and whoever chooses it could run up a bill
 * @param briefing told to that person before the caller is handed over; empty: the caller is handed
 *     over at once
 */
public record TransferOrder(String target, boolean ofAgent, String briefing) {

  /** How long it may take to reach and brief that person. */
  public static final Duration MAX_BRIEFING = Duration.ofSeconds(90);

  /** How long it may take until the caller is on the way. */
  public Duration preparation() {
    return briefing.isEmpty() ? Duration.ZERO : MAX_BRIEFING;
  }

  /** At once, to whom the agent's file says. */
  public static TransferOrder blind(String target) {
    return new TransferOrder(target, true, "");
  }
}
