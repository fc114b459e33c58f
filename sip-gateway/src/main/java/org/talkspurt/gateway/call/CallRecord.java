package org.talkspurt.gateway.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call, live or ended, as the API and the record file show it.
 *
 * @param id ours, unique
 * @param sipCallId the peer's Call-ID
 * @param caller user part of the From URI
 * @param called user part of the request URI
 * @param trunk name of the trunk it came through; null if none
 * @param result {@code completed}, {@code cancelled}, {@code refused} or {@code failed}; null while
 *     the call lives
 * @param cause what ended it, e.g. {@code caller_hung_up}; null while it lives
 * @param outcome what the call brought, e.g. the slots of a confirmed booking
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallRecord(
    String id,
    String sipCallId,
    String direction,
    String caller,
    String called,
    @Nullable String trunk,
    String agent,
    CallState state,
    Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable String result,
    @Nullable String cause,
    Map<String, String> outcome,
    List<TurnRecord> turns,
    @Nullable MediaRecord media) {

  /** The call without its turns and media statistics, for lists. */
  public CallRecord withoutDetail() {
    return new CallRecord(
        id,
        sipCallId,
        direction,
        caller,
        called,
        trunk,
        agent,
        state,
        startedAt,
        answeredAt,
        endedAt,
        result,
        cause,
        outcome,
        List.of(),
        null);
  }

  /**
   * One turn.
   *
   * @param heard what the caller said or pressed
   * @param said what the caller heard of the reply
   * @param stagesMs latency by stage of the critical path; they add up to the response latency
   * @param responseLatencyMs from the caller's last speech to the reply's first sound; null when
   *     there was no speech to answer or no sound
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TurnRecord(
      int number,
      String heard,
      String said,
      String answer,
      boolean interrupted,
      String evidence,
      Map<String, Double> stagesMs,
      @Nullable Double responseLatencyMs) {}

  /** Media statistics of a call. */
  public record MediaRecord(
      String codec,
      long packetsReceived,
      long packetsSent,
      long lost,
      long late,
      long duplicate,
      long reordered,
      long malformed,
      long foreign,
      long concealedSamples,
      double jitterMs,
      double playoutDelayMs) {}
}
