package org.talkspurt.gateway.call;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call from its first message on.
 *
 * @param id ours, unique
 * @param sipCallId Call-ID of its INVITE
 * @param direction {@link #INBOUND} or {@link #OUTBOUND}
 * @param caller user part of the From URI: the number, if the peer sends one
 * @param callerName display name of the From header; empty if there is none
 * @param variables what the headers that its trunk hands on say, by name in lower case, or what
 *     came with the order to dial
 * @param trunk name of the trunk it came through; null if none
 * @param screening whether it is found out who answers it
 */
record CallIdentity(
    String id,
    String sipCallId,
    String direction,
    String caller,
    String callerName,
    String called,
    Map<String, String> variables,
    @Nullable String trunk,
    String agent,
    Screening screening,
    Instant startedAt) {

  static final String INBOUND = "inbound";
  static final String OUTBOUND = "outbound";

  boolean isOutbound() {
    return direction.equals(OUTBOUND);
  }
}
