package org.talkspurt.it.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.settings.EndOfTurnSettings;

/**
 * Prints for every clip how long after its end it was answered, and for every pause whether it was
 * talked over; then the figures over all. With {@code -Dtalkspurt.it.curve=true} also how they move
 * with the agent's patience, with the turn model and by words alone. On a simulated clock: the
 * machine's load does not matter.
 */
class TurnBenchIT {
  /** From hasty to patient. */
  private static final double[] PATIENCE = {-3, -2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4};

  @Test
  void everyTurnIsAnswered() throws IOException {
    List<TurnClip> clips = TurnClip.all();
    List<TurnCase> cases = new ArrayList<>(TurnCase.whole(clips));
    cases.addAll(TurnCase.paused(clips));
    List<TurnResult> results;
    try (Models models = Models.load()) {
      results = play(cases, models, EndOfTurnSettings.defaults().patience());
      results.forEach(System.out::println);
      if (Boolean.getBoolean("talkspurt.it.curve")) {
        writeCurve(cases, models);
      }
    }
    TurnTable table = TurnTable.of(results);
    System.out.println("turn bench, " + table);
    System.out.println("even clips, " + half(results, clips, 0));
    System.out.println("odd clips, " + half(results, clips, 1));
    assertThat(table.whole()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(table.paused()).hasSizeGreaterThanOrEqualTo(100);
    assertThat(results).noneSatisfy(result -> assertThat(result.latencyMs()).isNaN());
  }

  private static void writeCurve(List<TurnCase> cases, Models models) throws IOException {
    List<String> curve = new ArrayList<>();
    curve.add("turn model,patience,p50 ms,p95 ms,p99 ms,talked over %");
    curve.addAll(curve(cases, models));
    curve.addAll(
        curve(cases, new Models(models.detector(), models.recognizer(), Optional.empty())));
    curve.forEach(System.out::println);
    Files.write(Path.of("target", "turn-bench.csv"), curve);
  }

  private static List<String> curve(List<TurnCase> cases, Models models) {
    List<String> lines = new ArrayList<>();
    for (double patience : PATIENCE) {
      TurnTable table = TurnTable.of(play(cases, models, patience));
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%.1f,%.0f,%.0f,%.0f,%.1f",
              models.turn().isPresent() ? "smart-turn" : "words",
              patience,
              table.latency(0.5),
              table.latency(0.95),
              table.latency(0.99),
              100 * table.talkOvers()));
    }
    return lines;
  }

  /** How far two halves of the clips differ; the weights were chosen with both in view. */
  private static TurnTable half(List<TurnResult> results, List<TurnClip> clips, int half) {
    return TurnTable.of(
        results.stream().filter(result -> clips.indexOf(result.of().clip()) % 2 == half).toList());
  }

  private static List<TurnResult> play(List<TurnCase> cases, Models models, double patience) {
    ConversationSettings defaults = ConversationSettings.defaults();
    EndOfTurnSettings usual = defaults.endOfTurn();
    ConversationSettings settings =
        defaults.with(usual.with(usual.shortest(), usual.longest(), patience), defaults.fillers());
    return cases.stream()
        .map(of -> new SimulatedCall(of, models, Costs.MEASURED, settings).play())
        .toList();
  }
}
