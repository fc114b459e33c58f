package org.talkspurt.it.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.settings.ConversationSettings;

/**
 * Prints for every clip how long after its end it was answered, and for every pause whether it was
 * talked over; then the figures over all. On a simulated clock: the machine's load does not matter.
 */
class TurnBenchIT {

  @Test
  void everyTurnIsAnswered() {
    List<TurnClip> clips = TurnClip.all();
    List<TurnCase> cases = new ArrayList<>(TurnCase.whole(clips));
    cases.addAll(TurnCase.paused(clips));
    List<TurnResult> results;
    try (Models models = Models.load()) {
      results = play(cases, models, ConversationSettings.defaults());
    }
    results.forEach(System.out::println);
    TurnTable table = TurnTable.of(results);
    System.out.println("turn bench, " + table);
    assertThat(table.whole()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(table.paused()).hasSizeGreaterThanOrEqualTo(100);
    assertThat(results).allSatisfy(result -> assertThat(result.latencyMs()).isPositive());
  }

  private static List<TurnResult> play(
      List<TurnCase> cases, Models models, ConversationSettings settings) {
    return cases.stream()
        .map(of -> new SimulatedCall(of, models, Costs.MEASURED, settings).play())
        .toList();
  }
}
