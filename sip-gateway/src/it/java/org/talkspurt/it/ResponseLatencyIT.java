package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.report.Quantiles;
import tools.jackson.databind.JsonNode;

/**
 * Response latency from packets: from the packet with the caller's last (annotated) speech sample
 * to the first packet that opens ≥ 30 ms of audio above −50 dBm0; beside it what the bot's own
 * stage meters say. Prints the figures; asserts only that every turn was answered.
 */
@Isolated
class ResponseLatencyIT {
  private static final List<String> SKIPPED = List.of("q-offtopic");

  /** All questions so many times; 0: half of them, once. */
  private static final int ROUNDS = Integer.getInteger("talkspurt.it.rounds", 0);

  @Test
  void everyTurnIsAnsweredAndTimed() throws Exception {
    List<Double> wire = new ArrayList<>();
    List<Double> metered = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    try (Bot bot = Bot.start()) {
      List<Clip> questions =
          Clip.all().stream()
              .filter(clip -> clip.name().startsWith("q-") && !SKIPPED.contains(clip.name()))
              .toList();
      List<Clip> clips = ROUNDS == 0 ? questions.subList(0, questions.size() / 2) : questions;
      for (int round = 0; round < Math.max(1, ROUNDS); round++) {
        List<Double> ofCall = new ArrayList<>();
        try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
          caller.awaitAudible(0, 5_000);
          caller.awaitSilence(1_000, 20_000);
          for (Clip clip : clips) {
            ofCall.add(caller.answeredMs(clip, 6_000));
          }
        }
        bot.awaitIdle();
        JsonNode call = bot.records(round + 1).getLast();
        JsonNode turns = call.get("turns");
        List<JsonNode> answered =
            turns.valueStream().filter(turn -> turn.hasNonNull("responseLatencyMs")).toList();
        assertThat(answered).as("turns of %s", call).hasSameSizeAs(clips);
        for (int i = 0; i < answered.size(); i++) {
          JsonNode turn = answered.get(i);
          double sum = turn.get("stagesMs").valueStream().mapToDouble(JsonNode::asDouble).sum();
          metered.add(sum);
          lines.add(
              "%-18s wire %6.1f  stages %6.1f  %s"
                  .formatted(clips.get(i).name(), ofCall.get(i), sum, turn.get("stagesMs")));
        }
        wire.addAll(ofCall);
      }
    }
    lines.forEach(System.out::println);
    double[] differences = new double[wire.size()];
    Arrays.setAll(differences, i -> Math.abs(wire.get(i) - metered.get(i)));
    System.out.printf(
        "response latency on the wire, %d turns: p50 %.0f ms, p95 %.0f ms, max %.0f ms; stages"
            + " differ from the wire by p50 %.1f ms, max %.1f ms%n",
        wire.size(),
        Quantiles.quantile(wire, 0.5),
        Quantiles.quantile(wire, 0.95),
        Quantiles.quantile(wire, 1),
        Quantiles.quantile(Arrays.stream(differences).boxed().toList(), 0.5),
        Arrays.stream(differences).max().orElse(0));
  }
}
