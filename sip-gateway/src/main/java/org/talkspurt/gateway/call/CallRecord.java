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
 * @param caller user part of the From URI, or of P-Asserted-Identity where the trunk hands that on:
 *     the number, if the peer sends one. Like the name it is the peer's word and proves nothing
 * @param callerName display name of the From header; empty if there is none
 * @param called user part of the request URI
 * @param variables what the headers that its trunk hands on say, by name in lower case
 * @param trunk name of the trunk it came through; null if none
 * @param answeredBy {@code human}, {@code machine} or {@code unknown}; null where nobody was to
 *     find out, or has yet
 * @param result {@code completed}, {@code cancelled}, {@code refused} or {@code failed}; null while
 *     the call lives
 * @param cause what ended it, e.g. {@code caller_hung_up}; null while it lives
 * @param recording name of the file with its sound; null where it was not recorded
 * @param outcome what the call brought, e.g. the slots of a confirmed booking
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallRecord(
    String id,
    String sipCallId,
    String direction,
    String caller,
    String callerName,
    String called,
    Map<String, String> variables,
    @Nullable String trunk,
    String agent,
    CallState state,
    Instant startedAt,
    @Nullable Instant answeredAt,
    @Nullable String answeredBy,
    @Nullable Instant endedAt,
    @Nullable String result,
    @Nullable String cause,
    @Nullable String recording,
    Map<String, String> outcome,
    List<TurnRecord> turns,
    @Nullable MediaRecord media) {

  /** The id by which a metric's example points to this call: 32 hexadecimal digits. */
  public String traceId() {
    return traceId(id);
  }

  /** A call's id as a trace's (W3C Trace Context §3.2.2.3): without what is not hexadecimal. */
  public static String traceId(String callId) {
    return callId.replace("-", "");
  }

  /** The id of the span that is the whole call: 16 hexadecimal digits. */
  public static String spanId(String traceId) {
    return traceId.substring(16);
  }

  /** The call without its turns and media statistics, for lists. */
  public CallRecord withoutDetail() {
    return new CallRecord(
        id,
        sipCallId,
        direction,
        caller,
        callerName,
        called,
        variables,
        trunk,
        agent,
        state,
        startedAt,
        answeredAt,
        answeredBy,
        endedAt,
        result,
        cause,
        recording,
        outcome,
        List.of(),
        null);
  }

  /**
   * One turn.
   *
   * @param startedAt when the caller's last speech sample arrived, or the bot began by itself
   * @param endedAt when the reply had been played or cut short
   * @param heard what the caller said or pressed
   * @param said what the caller heard of the reply
   * @param stagesMs latency by stage of the critical path; they add up to the response latency
   * @param responseLatencyMs from the caller's last speech to the reply's first sound; null when
   *     there was no speech to answer or no sound
   * @param tools that a language model called for the reply, or for others that were thrown away
   *     since the turn before; left out where there were none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TurnRecord(
      int number,
      Instant startedAt,
      Instant endedAt,
      String heard,
      String said,
      String answer,
      boolean interrupted,
      String evidence,
      Map<String, Double> stagesMs,
      @Nullable Double responseLatencyMs,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ToolRecord> tools) {}

  /**
   * A tool that was called. What it was called with, and what it brought, is not kept: either may
   * be what a caller said, or what a server knows of him.
   *
   * @param name as agents name it; {@code unknown} for what a model made up
   * @param outcome {@code done}, {@code failed}, {@code late}, {@code refused} or {@code cancelled}
   * @param milliseconds from the model's wish to the end, waiting for the turn's end included
   */
  public record ToolRecord(String name, String outcome, Instant endedAt, double milliseconds) {}

  /**
   * Media statistics of a call. What is lost, late, duplicate, overflown, malformed, foreign,
   * forged or rate limited was not played.
   *
   * @param encryption {@code none}, or how the keys came and the SRTP profile
   * @param sendFailures packets that the network did not take
   * @param overflow packets that came while the jitter buffer was full
   * @param recovered packets that did not come in time but were played from copies in later ones
   * @param malformed datagrams that are not RTP or RTCP, too long, or of a payload that was not
   *     negotiated
   * @param foreign datagrams of somebody who is not the caller
   * @param forged datagrams that were not encrypted with the caller's key, or were here before
   * @param rateLimited packets beyond what a caller may send
   * @param jitterMs interarrival jitter (RFC 3550 §6.4.1)
   * @param roundTripMs as of the peer's last RTCP report; null if none came
   * @param mos how well the caller was heard, 1 to 4.5 (ITU-T G.107); null if no media came
   * @param heardByPeer how the peer hears us; null if it never said
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MediaRecord(
      String codec,
      String encryption,
      long packetsReceived,
      long packetsSent,
      long sendFailures,
      long lost,
      long late,
      long duplicate,
      long reordered,
      long overflow,
      long recovered,
      long malformed,
      long foreign,
      long forged,
      long rateLimited,
      long concealedSamples,
      double jitterMs,
      @Nullable Double roundTripMs,
      double playoutDelayMs,
      @Nullable Double mos,
      @Nullable PeerRecord heardByPeer) {}

  /**
   * How the peer hears us by its own word (RFC 3611 §4.7).
   *
   * @param lossPercent packets that it did not get, 0 to 99.6
   * @param discardPercent packets that came too late or early for it
   * @param endSystemDelayMs what it adds to the round trip
   * @param listeningMos without delay, 1 to 5; null if it does not know
   * @param conversationalMos with delay, 1 to 5; null if it does not know
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PeerRecord(
      double lossPercent,
      double discardPercent,
      int endSystemDelayMs,
      @Nullable Double listeningMos,
      @Nullable Double conversationalMos) {}
}
