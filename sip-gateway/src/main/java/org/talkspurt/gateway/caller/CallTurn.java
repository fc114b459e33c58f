package org.talkspurt.gateway.caller;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.caller.line.Spoken;

/**
 * A turn of a simulated call: what the caller did, until what it did next; the first one is what
 * the agent says to the answered call. The times are in ms; null: there was none.
 *
 * @param did {@code answer}, {@code say}, {@code interruption}, {@code backchannel}, {@code cough}
 *     or {@code digits}
 * @param said what was said or pressed
 * @param fromMs from the answer of the call
 * @param latencyMs from the last sample of the caller's speech to the first packet of the reply
 * @param stopMs from the first packet of an interruption to the last audible one of the agent
 * @param resumedMs the longest time that the agent paused for a backchannel or a cough; 0: it spoke
 *     on
 * @param talkedOver pauses within the sentence in which the agent began to speak
 * @param missed the agent did not stop for an interruption
 * @param falseStop the agent did not speak on after a backchannel or a cough
 * @param heard what the agent said, where words were expected
 * @param failures expectations that were not met
 * @param stagesMs the bot's own word of the latency, in the order of time
 * @param picture what was to be heard when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallTurn(
    String did,
    String said,
    double fromMs,
    @Nullable Double latencyMs,
    @Nullable Double stopMs,
    @Nullable Double resumedMs,
    int talkedOver,
    boolean missed,
    boolean falseStop,
    @Nullable String heard,
    List<String> failures,
    Map<String, Double> stagesMs,
    @JsonIgnore Picture picture) {

  /**
   * @param spoken null: the caller made no sound
   * @param bot 8 kHz, from {@code fromNs} on
   */
  public record Picture(long fromNs, long toNs, @Nullable Spoken spoken, short[] bot) {}

  public CallTurn {
    failures = List.copyOf(failures);
    stagesMs = Collections.unmodifiableMap(new LinkedHashMap<>(stagesMs));
  }

  /** The same with the bot's word. */
  CallTurn staged(Map<String, Double> stages) {
    return new CallTurn(
        did,
        said,
        fromMs,
        latencyMs,
        stopMs,
        resumedMs,
        talkedOver,
        missed,
        falseStop,
        heard,
        failures,
        stages,
        picture);
  }
}
