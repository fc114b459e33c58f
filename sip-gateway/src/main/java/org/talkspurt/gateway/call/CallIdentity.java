package org.talkspurt.gateway.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call from its first message on.
 *
 * @param id ours, unique
 * @param sipCallId the peer's Call-ID
 * @param trunk name of the trunk it came through; null if none
 */
record CallIdentity(
    String id,
    String sipCallId,
    String direction,
    String caller,
    String called,
    @Nullable String trunk,
    String agent,
    Instant startedAt) {}
