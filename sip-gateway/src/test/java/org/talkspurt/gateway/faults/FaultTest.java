package org.talkspurt.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.gateway.agent.AgentFile;
import org.talkspurt.gateway.agent.AgentFiles;
import org.talkspurt.gateway.agent.AgentYaml;

/**
 * Every fault of every stage in one of four calls: its caller hears something within a second after
 * the stage's time-out, the others as good as nothing. {@code -Dtalkspurt.faults.rounds=20} for
 * more.
 */
class FaultTest {
  private static final int ROUNDS = Integer.getInteger("talkspurt.faults.rounds", 1);

  /** Long enough for two questions and what comes of them. */
  private static final Duration CALL = Duration.ofSeconds(22);

  private static final long BOUND_MS =
      ConversationSettings.defaults().stageTimeout().toMillis() + 1_000;

  /** A thread that hangs is noticed after 500 ms. */
  private static final long FELT_MS = 600;

  private static Agent agent;

  @BeforeAll
  static void agent(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("small.yaml"),
        AgentYaml.SMALL
            + """
            instructions: You are brief.
            model: {stands: behind, failed: I cannot tell at the moment.}
            """);
    agent =
        new AgentFiles(directory)
            .readAll().stream()
                .flatMap(
                    file ->
                        file instanceof AgentFile.Good(Agent it) ? Stream.of(it) : Stream.empty())
                .filter(it -> it.name().equals("small"))
                .findFirst()
                .orElseThrow();
  }

  static Stream<Arguments> all() {
    return Stream.of(FaultyStage.values())
        .flatMap(stage -> Stream.of(Fault.values()).map(fault -> Arguments.of(stage, fault)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isSpokenOverAndTheOthersFeelNothing(FaultyStage stage, Fault fault) {
    List<Long> spokenOverMs = new ArrayList<>();
    List<Long> feltMs = new ArrayList<>();
    int unanswered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int victim = round % FaultyModels.CALLERS.size();
      // The same callers, but the fault finds nobody.
      try (var calm = new FourCalls(agent, stage, fault, -2, round).run(CALL);
          var troubled = new FourCalls(agent, stage, fault, victim, round).run(CALL)) {
        for (int i = 0; i < FaultyModels.CALLERS.size(); i++) {
          assertThat(calm.calls.get(i).answeredBoth()).isTrue();
          for (int question = 0; question < 2; question++) {
            long ms = troubled.calls.get(i).answeredAfterMs(question);
            if (i == victim) {
              spokenOverMs.add(ms);
            } else {
              feltMs.add(ms - calm.calls.get(i).answeredAfterMs(question));
              unanswered += troubled.calls.get(i).answeredBoth() ? 0 : 1;
            }
          }
        }
      }
    }
    long silent = spokenOverMs.stream().filter(ms -> ms < 0 || ms > BOUND_MS).count();
    System.out.printf(
        "%-14s %-7s %2d rounds: heard something after %d to %d ms, %d silent; others later by %d ms"
            + " at most, %d unanswered%n",
        stage,
        fault,
        ROUNDS,
        Collections.min(spokenOverMs),
        Collections.max(spokenOverMs),
        silent,
        Collections.max(feltMs),
        unanswered);

    assertThat(silent).isZero();
    assertThat(unanswered).isZero();
    assertThat(feltMs).allMatch(ms -> Math.abs(ms) <= FELT_MS);
  }
}
