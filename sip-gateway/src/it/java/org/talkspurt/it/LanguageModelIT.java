package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.report.Quantiles;
import tools.jackson.databind.JsonNode;

/**
 * Callers ask what the bank does not know: once without a language model, when the bot says so at
 * once, and once with one that needs 100 ms for its first word. The difference is what the model
 * costs a caller.
 */
@Isolated
class LanguageModelIT {
  private static final int FIRST_TOKEN_MS = 100;
  private static final int QUESTIONS = Integer.getInteger("talkspurt.it.rounds", 4);
  private static final List<String> PIECES =
      List.of("I", " only", " know", " about", " teeth", ",", " I", " am", " afraid", ".");

  @TempDir Path agents;

  @Test
  void whatTheBankDoesNotKnowTheModelAnswers() throws Exception {
    String clinic = Files.readString(Tool.project("config/agents/clinic.yaml"));
    Files.writeString(
        agents.resolve("clinic.yaml"),
        clinic.replace("max-failures: 4", "max-failures: 10")
            + "\nmodel:\n  stands: behind\n  failed: Sorry, I cannot tell.\n");
    List<Double> without = new ArrayList<>();
    try (Bot bot = start()) {
      ask(bot, without);
    }
    List<Double> with = new ArrayList<>();
    try (FakeChat chat = new FakeChat(FIRST_TOKEN_MS, PIECES);
        Bot bot = start("--talkspurt.llm.url=" + chat.url(), "--talkspurt.llm.model=fake")) {
      List<JsonNode> turns = ask(bot, with);
      turns.forEach(turn -> System.out.println(turn.get("heard") + " → " + turn.get("said")));
      turns.forEach(turn -> System.out.println(turn.get("stagesMs")));
      assertThat(turns)
          .extracting(turn -> turn.get("said").asString())
          .containsOnly("I only know about teeth, I am afraid.");
      double firstTokenMs =
          bot.metric("talkspurt_llm_first_token_seconds_sum")
              / bot.metric("talkspurt_llm_first_token_seconds_count")
              * 1_000;
      System.out.printf(
          "%d turns, %d requests; from a request to the first word on average %.1f ms, of which the"
              + " server's %d%n",
          turns.size(), chat.asked.get(), firstTokenMs, FIRST_TOKEN_MS);
    }
    // The first turn after a start is slower, and its words are not cached yet.
    double bank = Quantiles.quantile(without.subList(1, QUESTIONS), 0.5);
    double model = Quantiles.quantile(with.subList(1, QUESTIONS), 0.5);
    System.out.printf(
        "response latency on the wire: p50 %.0f ms without a model, %.0f ms with one: %.0f ms more,"
            + " %.0f of our own beside the server's %d%n",
        bank, model, model - bank, model - bank - FIRST_TOKEN_MS, FIRST_TOKEN_MS);
  }

  private Bot start(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--talkspurt.agents.directory=" + agents);
    return Bot.start(all.toArray(String[]::new));
  }

  /** Returns the turns that were questions. */
  private static List<JsonNode> ask(Bot bot, List<Double> latenciesMs) throws Exception {
    Clip question = Clip.named("q-offtopic");
    try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
      caller.awaitAudible(0, 5_000);
      caller.awaitSilence(1_000, 20_000);
      for (int i = 0; i < QUESTIONS; i++) {
        latenciesMs.add(caller.answeredMs(question, 8_000));
      }
    }
    bot.awaitIdle();
    return bot.records(1).getLast().get("turns").valueStream().skip(1).limit(QUESTIONS).toList();
  }
}
