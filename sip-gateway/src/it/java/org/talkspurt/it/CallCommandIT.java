package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command of the real jar calls the real bot with the scripts that are in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class CallCommandIT {
  private Bot bot;

  @BeforeAll
  void start() throws Exception {
    bot = Bot.start();
  }

  @AfterAll
  void stop() throws Exception {
    bot.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clinic-questions", "clinic-interruptions"})
  void theShippedScriptsAreMet(String script) throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-call");
    Tool.Result result = call(directory, script, "--api", "http://127.0.0.1:" + bot.httpPort);
    System.out.println(result.output());
    assertThat(result.exitCode()).as(result.output()).isZero();
    JsonNode json = JsonMapper.shared().readTree(Files.readString(directory.resolve("call.json")));
    assertThat(json.get("met").asBoolean()).isTrue();
    assertThat(Files.readString(directory.resolve("call.html"))).contains("<svg");
    if (script.equals("clinic-questions")) {
      assertThat(json.toString()).contains("end_of_turn"); // the bot's own stages
    }
  }

  @Test
  void aFailedExpectationIsAnExitCodeOfOne() throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-call");
    Path script =
        Files.writeString(
            directory.resolve("wrong.yaml"),
            "steps:\n  - expect: {words: [hippopotamus]}\n  - hang-up\n");
    Tool.Result result = call(directory, script.toString());
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("NOT MET: not heard: hippopotamus");
  }

  private Tool.Result call(Path directory, String script, String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Tool.project("sip-gateway/target/talkspurt.jar").toString(),
                "call",
                "--script",
                script,
                "--to",
                "sip:7000@127.0.0.1:" + bot.sipPort,
                "--json",
                "call.json",
                "--html",
                "call.html"));
    command.addAll(List.of(more));
    return Tool.run(directory, 240, command.toArray(String[]::new));
  }
}
