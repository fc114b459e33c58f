package org.talkspurt.gateway.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call from its first message on.
 *
 * @param id ours, unique
 * @param sipCallId the peer's Call-ID
 * @param caller user part of the From URI: the number, if the peer sends one
 * @param callerName display name of the From header; empty if there is none
 * @param trunk name of the trunk it came through; null if none
 */
record CallIdentity(
    String id,
    String sipCallId,
    String direction,
    String caller,
    String callerName,
    String called,
    @Nullable String trunk,
    String agent,
    Instant startedAt) {}
