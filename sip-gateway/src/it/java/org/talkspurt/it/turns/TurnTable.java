package org.talkspurt.it.turns;

import java.util.List;
import java.util.Locale;
import org.talkspurt.gateway.caller.report.Quantiles;

/** Figures over many results. */
record TurnTable(List<TurnResult> whole, List<TurnResult> paused) {

  static TurnTable of(List<TurnResult> results) {
    return new TurnTable(
        results.stream().filter(result -> !result.of().pauses()).toList(),
        results.stream().filter(result -> result.of().pauses()).toList());
  }

  double latency(double q) {
    return Quantiles.quantile(whole.stream().map(TurnResult::latencyMs).toList(), q);
  }

  double talkOvers() {
    return share(paused);
  }

  /** Of one kind of pause, in words. */
  private String talkOvers(TurnClip.Kind kind) {
    List<TurnResult> ofKind =
        paused.stream()
            .filter(result -> result.of().place() != null && result.of().place().kind() == kind)
            .toList();
    return "%s %d of %d"
        .formatted(
            kind.name().toLowerCase(Locale.ROOT),
            ofKind.stream().filter(TurnResult::talkedOver).count(),
            ofKind.size());
  }

  private static double share(List<TurnResult> results) {
    return (double) results.stream().filter(TurnResult::talkedOver).count() / results.size();
  }

  @Override
  public String toString() {
    StringBuilder kinds = new StringBuilder();
    for (TurnClip.Kind kind : TurnClip.Kind.values()) {
      kinds.append(kinds.isEmpty() ? "" : ", ").append(talkOvers(kind));
    }
    return "%d turns: p50 %.0f, p95 %.0f, p99 %.0f ms; talked over %.1f %% of %d pauses (%s)"
        .formatted(
            whole.size(),
            latency(0.5),
            latency(0.95),
            latency(0.99),
            100 * talkOvers(),
            paused.size(),
            kinds);
  }
}
