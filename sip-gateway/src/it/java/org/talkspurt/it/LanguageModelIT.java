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
import tools.jackson.databind.node.ObjectNode;

/**
 * Callers ask what the bank does not know: once without a language model, when the bot says so at
 * once, and once with one that needs 100 ms for its first word. The difference is what the model
 * costs a caller.
 */
@Isolated
class LanguageModelIT {
  private static final int FIRST_TOKEN_MS = 100;
  private static final int QUESTIONS = Integer.getInteger("talkspurt.it.rounds", 3);
  private static final List<String> PIECES =
      List.of("I", " only", " know", " about", " teeth", ",", " I", " am", " afraid", ".");

  /** Beyond 800 ms a tool is spoken over. */
  private static final int SLOW_TOOL_MS = 2_000;

  private static final String MODEL_WITH_TOOLS =
      """

      model:
        stands: behind
        failed: Sorry, I cannot tell.
        tools:
          - {name: birds, description: Counts birds., url: "${tools.url}/birds", safe: true}
        mcp-servers:
          - name: register
            url: ${tools.url}/mcp
            headers: {Authorization: "Bearer ${tools.key}"}
            tools: [{name: count.birds, progress: Let me ask the register.}]
      """;

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

  /** Half of the questions want a tool behind HTTP, half one of an MCP server that is slow. */
  @Test
  void whatToolsBringIsInTheReply() throws Exception {
    try (FakeTools tools = new FakeTools(SLOW_TOOL_MS);
        FakeChat chat = new FakeChat(FIRST_TOKEN_MS, LanguageModelIT::withTools)) {
      String clinic = Files.readString(Tool.project("config/agents/clinic.yaml"));
      Files.writeString(
          agents.resolve("clinic.yaml"),
          clinic.replace("max-failures: 4", "max-failures: 10") + MODEL_WITH_TOOLS);
      List<Double> latencies = new ArrayList<>();
      try (Bot bot =
          start(
              "--talkspurt.llm.url=" + chat.url(),
              "--talkspurt.llm.model=fake",
              "--tools.url=" + tools.url(),
              "--tools.key=" + FakeTools.KEY)) {
        List<JsonNode> turns = ask(bot, latencies);
        for (int i = 0; i < turns.size(); i++) {
          boolean slow = i % 2 == 1;
          JsonNode turn = turns.get(i);
          System.out.printf(
              "answered after %.0f ms: %s %s%n",
              latencies.get(i), turn.get("said"), turn.get("tools"));
          assertThat(turn.get("said").asString())
              .isEqualTo(
                  slow
                      ? "Let me ask the register. There are seven storks."
                      : "There are three herons.");
          JsonNode called = turn.get("tools").valueStream().toList().getLast();
          assertThat(called.get("name").asString())
              .isEqualTo(slow ? "register_count_birds" : "birds");
          assertThat(called.get("outcome").asString()).isEqualTo("done");
        }
        assertThat(
                bot.metric(
                    "talkspurt_tool_calls_total{outcome=\"done\",tool=\"register_count_birds\""))
            .isEqualTo(QUESTIONS / 2);
        assertThat(bot.log()).doesNotContain(FakeTools.KEY, "herons", "storks");
      }
    }
  }

  /** Wants a tool first, and then says what it brought. */
  private static List<ObjectNode> withTools(JsonNode request) {
    List<JsonNode> messages = request.path("messages").valueStream().toList();
    JsonNode last = messages.getLast();
    if (last.path("role").asString("").equals("tool")) {
      return FakeChat.says(List.of("There", " are", " " + last.path("content").asString(""), "."));
    }
    long answered =
        messages.stream()
            .filter(message -> message.path("content").asString("").contains("There are"))
            .count();
    return FakeChat.calls("call-" + answered, answered % 2 == 0 ? "birds" : "register_count_birds");
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
