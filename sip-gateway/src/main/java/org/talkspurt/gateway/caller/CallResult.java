package org.talkspurt.gateway.caller;

import java.util.List;

/**
 * How a simulated call went.
 *
 * @param call counted from 1
 * @param sipCallId its Call-ID header; empty if nobody answered
 * @param failure why it could not be made or was cut short; empty: it was not
 */
public record CallResult(int call, String sipCallId, String failure, List<CallTurn> turns) {

  public CallResult {
    turns = List.copyOf(turns);
  }

  /** Whether all expectations were met. */
  public boolean met() {
    return failure.isEmpty() && turns.stream().allMatch(turn -> turn.failures().isEmpty());
  }
}
