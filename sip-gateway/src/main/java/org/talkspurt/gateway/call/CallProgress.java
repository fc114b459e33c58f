package org.talkspurt.gateway.call;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.CallRecord.MediaRecord;
import org.talkspurt.gateway.call.CallRecord.TurnRecord;

/** How far a call has come. Confined to its home loop but for {@link #brief}. */
final class CallProgress {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  /** How a call ended, in the words of {@link CallRecord}. */
  record Ending(Instant at, String result, String cause) {}

  private final CallIdentity identity;
  private CallState state;
  private @Nullable Instant answeredAt;
  private @Nullable String recording;
  private volatile CallRecord brief;

  CallProgress(CallIdentity identity) {
    this.identity = identity;
    state = identity.isOutbound() ? CallState.DIALLING : CallState.INCOMING;
    brief = describe(null, Map.of(), List.of(), null, null);
  }

  CallState state() {
    return state;
  }

  boolean answered() {
    return answeredAt != null;
  }

  boolean over() {
    return state == CallState.ENDED;
  }

  void become(CallState next, String detail) {
    new CallLog(identity.id()).say(() -> log.info("{} → {} {}", state, next, detail));
    state = state.become(next);
    brief = describe(null, Map.of(), List.of(), null, null);
  }

  /** The 200 was sent; null: and nobody heard it. */
  void answeredAt(@Nullable Instant when) {
    answeredAt = when;
  }

  /** The call is recorded in a file of this name. */
  void recordedAs(String name) {
    recording = name;
  }

  /** The call without what only its loop knows, as of the last change of state. Any thread. */
  CallRecord brief() {
    return brief;
  }

  /** The call is over, and this is its record. */
  void conclude(CallRecord whole) {
    brief = whole;
  }

  CallRecord describe(
      @Nullable String answeredBy,
      Map<String, String> outcome,
      List<TurnRecord> turns,
      @Nullable MediaRecord media,
      @Nullable Ending ending) {
    return new CallRecord(
        identity.id(),
        identity.sipCallId(),
        identity.direction(),
        identity.caller(),
        identity.callerName(),
        identity.called(),
        identity.variables(),
        identity.trunk(),
        identity.agent(),
        state,
        identity.startedAt(),
        answeredAt,
        answeredBy,
        ending == null ? null : ending.at(),
        ending == null ? null : ending.result(),
        ending == null ? null : ending.cause(),
        recording,
        outcome,
        turns,
        media);
  }
}
