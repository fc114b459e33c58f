package org.talkspurt.gateway.caller.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.CallTurn;

/**
 * All calls of a script together.
 *
 * @param latency of the replies, ms
 * @param stop after interruptions, ms
 * @param resumed pauses for backchannels and coughs that the agent spoke on after, ms
 * @param pauses within the caller's sentences
 * @param talkedOver of these, those in which the agent began to speak
 * @param interruptions of the caller
 * @param missed of these, those that did not stop the agent
 * @param bystanding backchannels and coughs
 * @param falseStops of these, those that stopped the agent
 * @param failures expectations that were not met, and calls that could not be made
 */
public record CallSummary(
    Quantiles latency,
    Quantiles stop,
    Quantiles resumed,
    int pauses,
    int talkedOver,
    int interruptions,
    int missed,
    int bystanding,
    int falseStops,
    int failures) {

  public static CallSummary of(List<CallResult> calls) {
    List<CallTurn> turns = calls.stream().flatMap(call -> call.turns().stream()).toList();
    return new CallSummary(
        quantiles(turns, turn -> turn.did().equals("answer") ? null : turn.latencyMs()),
        quantiles(turns, CallTurn::stopMs),
        quantiles(turns, CallTurn::resumedMs),
        turns.stream().mapToInt(CallSummary::pauses).sum(),
        turns.stream().mapToInt(CallTurn::talkedOver).sum(),
        count(turns, turn -> turn.did().equals("interruption")),
        count(turns, CallTurn::missed),
        count(turns, turn -> turn.did().equals("backchannel") || turn.did().equals("cough")),
        count(turns, CallTurn::falseStop),
        turns.stream().mapToInt(turn -> turn.failures().size()).sum()
            + (int) calls.stream().filter(call -> !call.failure().isEmpty()).count());
  }

  private static int pauses(CallTurn turn) {
    var spoken = turn.picture().spoken();
    return spoken == null ? 0 : spoken.sound().pauses().size();
  }

  private static int count(List<CallTurn> turns, Predicate<CallTurn> which) {
    return (int) turns.stream().filter(which).count();
  }

  private static Quantiles quantiles(
      List<CallTurn> turns, Function<CallTurn, @Nullable Double> value) {
    return Quantiles.of(turns.stream().map(value).filter(Objects::nonNull).toList());
  }

  /** In sentences, what there is. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("response latency, " + latency);
    if (interruptions > 0) {
      lines.add("interruptions %d, missed %d; stop, %s".formatted(interruptions, missed, stop));
    }
    if (bystanding > 0) {
      lines.add(
          "backchannels and coughs %d, false stops %d; paused for, %s"
              .formatted(bystanding, falseStops, resumed));
    }
    if (pauses > 0) {
      lines.add("pauses within a sentence %d, talked over %d".formatted(pauses, talkedOver));
    }
    lines.add("expectations not met %d".formatted(failures));
    return List.copyOf(lines);
  }
}
