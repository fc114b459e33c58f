package org.talkspurt.gateway.caller.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.CallTurn;

/** Lines for a terminal. */
public final class CallTable {

  private static final int LONGEST_SAID = 40;

  private CallTable() {}

  /** A line for each turn, then those of all together. */
  public static List<String> lines(List<CallResult> calls) {
    List<String> lines = new ArrayList<>();
    lines.add(row("call", "at s", "caller", "", "latency", "stop", "paused", "over"));
    for (CallResult call : calls) {
      for (CallTurn turn : call.turns()) {
        lines.add(row(call.call(), turn));
        turn.failures().forEach(failure -> lines.add("       NOT MET: " + oneLine(failure)));
      }
      if (!call.failure().isEmpty()) {
        lines.add("%4d   FAILED: %s".formatted(call.call(), oneLine(call.failure())));
      }
    }
    lines.add("");
    lines.addAll(CallSummary.of(calls).lines());
    return lines;
  }

  private static String row(int call, CallTurn turn) {
    return row(
        String.valueOf(call),
        String.format(Locale.ROOT, "%.1f", turn.fromMs() / 1_000),
        turn.did(),
        oneLine(turn.said()),
        ms(turn.latencyMs()),
        turn.missed() ? "MISSED" : ms(turn.stopMs()),
        turn.falseStop() ? "STOPPED" : ms(turn.resumedMs()),
        turn.talkedOver() == 0 ? "" : String.valueOf(turn.talkedOver()));
  }

  private static String row(
      String call,
      String at,
      String did,
      String said,
      String latency,
      String stop,
      String paused,
      String over) {
    String words = said.length() > LONGEST_SAID ? said.substring(0, LONGEST_SAID - 1) + "…" : said;
    return "%4s %6s  %-12s %-40s %8s %8s %8s %5s"
        .formatted(call, at, did, words, latency, stop, paused, over)
        .stripTrailing();
  }

  private static String ms(@Nullable Double value) {
    return value == null ? "" : String.valueOf(Math.round(value));
  }

  /** What a recognizer or a script says must not draw on the terminal. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
