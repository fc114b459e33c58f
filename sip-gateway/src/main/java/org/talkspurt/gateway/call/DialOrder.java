package org.talkspurt.gateway.call;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom to call, and what for.
 *
 * @param target number or SIP URI
 * @param trunk through which; null: the only one
 * @param agent who talks; null: the default one
 * @param callerId number to show; null: the trunk's
 * @param variables by name: data for the record and the agent's end of the call, never instructions
 * @param ringTimeout how long it may ring, at most {@link
 *     org.talkspurt.gateway.sip.OutgoingCall#MAX_RING_TIMEOUT}
 * @param screening whether it is found out who answers
 */
public record DialOrder(
    DialTarget target,
    @Nullable String trunk,
    @Nullable String agent,
    @Nullable String callerId,
    Map<String, String> variables,
    Duration ringTimeout,
    Screening screening) {

  public DialOrder {
    variables = Map.copyOf(variables);
  }
}
