package org.talkspurt.gateway.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.TransferOrder;
import org.talkspurt.gateway.agent.AgentFiles;
import org.talkspurt.gateway.agent.AgentYaml;
import org.talkspurt.gateway.call.FakeSink;
import org.talkspurt.gateway.call.ManualHome;
import org.talkspurt.gateway.call.MediaApplication;
import org.talkspurt.gateway.call.Screening;
import org.talkspurt.gateway.call.Switchboard.Extension;
import org.talkspurt.gateway.call.Switchboard.Line;
import org.talkspurt.gateway.ops.CallMetrics;
import org.talkspurt.rtp.audio.AudioFrame;

class SpeechServiceTest {
  @TempDir Path directory;

  private final FakeKit kit = new FakeKit();
  private final ManualHome home = new ManualHome();
  private final FakeSink sink = new FakeSink();
  private final List<String> asked = new ArrayList<>();
  private SpeechModels models;
  private SpeechService service;

  @AfterEach
  void close() {
    service.close();
  }

  /** A service whose models load when {@link SpeechModels#run} says so. */
  private void service(RuntimeException failure) {
    AgentFiles files = new AgentFiles(directory);
    models =
        new SpeechModels(
            () -> {
              if (failure != null) {
                throw failure;
              }
              return SpeechDesk.open(kit.kit(), files, Optional.empty());
            },
            _ -> {
              throw new InterruptedException();
            });
    service = new SpeechService(files.names(), new CallMetrics(new SimpleMeterRegistry()), models);
  }

  private Line line() {
    return new Line(
        "call",
        home,
        sink,
        new CallControl() {
          @Override
          public void hangUp() {
            asked.add("hang up");
          }

          @Override
          public void transfer(TransferOrder order) {
            asked.add("transfer");
          }
        },
        Map.of(),
        Screening.NEVER,
        () -> asked.add("record"));
  }

  private Extension find(String agent) {
    return service.find(agent).orElseThrow();
  }

  @Test
  void echoAndToneNeedNoModels() {
    service(null);
    assertThat(find("echo").hindrance()).isEmpty();
    find("echo").connection().connect(line()).onFrame(frame());
    assertThat(sink.offered).hasSize(1);
    find("tone").connection().connect(line()).onFrame(frame());
    assertThat(sink.offered).hasSize(2);
  }

  @Test
  void agentsAreKnownButNotReadyWhileTheModelsLoad() {
    service(null);
    assertThat(find("clinic").hindrance()).isPresent();
    assertThatThrownBy(() -> find("clinic").connection().connect(line()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(service.find("nobody")).isEmpty();
    assertThat(service.readiness())
        .isEqualTo(new SpeechService.Readiness.NotReady("speech models are loading"));
    assertThat(service.agentFileErrors()).isZero();
  }

  @Test
  void withoutModelsThereAreEchoAndToneOnly() {
    service = SpeechService.withoutModels(new CallMetrics(new SimpleMeterRegistry()));
    service.start();
    assertThat(find("echo").hindrance()).isEmpty();
    assertThat(service.find("clinic")).isEmpty();
    assertThat(service.briefing("a caller", () -> {})).isEmpty();
    assertThat(service.readiness()).isEqualTo(new SpeechService.Readiness.Ready());
  }

  @Test
  void whatKeepsTheModelsFromLoadingIsTheReason() {
    service(new IllegalStateException("pip is missing: install python3-pip"));
    models.run();
    assertThat(service.readiness())
        .isEqualTo(new SpeechService.Readiness.NotReady("pip is missing: install python3-pip"));
    assertThat(find("clinic").hindrance()).isPresent();
  }

  @Test
  void agentsAreReadyOnceTheModelsAre() throws IOException {
    Files.writeString(directory.resolve("small.yaml"), AgentYaml.SMALL + "max-calls: 3\n");
    service(null);
    models.run();
    assertThat(service.readiness()).isEqualTo(new SpeechService.Readiness.Ready());
    assertThat(find("clinic").hindrance()).isEmpty();
    assertThat(find("small").maxCalls()).isEqualTo(3);
    assertThat(service.find("nobody")).isEmpty();
  }

  @Test
  void whileLanesAreStuckNoNewCallsAreTaken() throws IOException {
    Files.writeString(directory.resolve("small.yaml"), AgentYaml.SMALL);
    service(null);
    models.run();
    kit.trouble = Optional.of("lane asr: 3 tasks do not end");
    assertThat(service.readiness())
        .isEqualTo(new SpeechService.Readiness.NotReady("lane asr: 3 tasks do not end"));
    assertThat(find("small").hindrance()).isPresent();
    assertThat(find("echo").hindrance()).isEmpty();

    kit.trouble = Optional.empty();
    assertThat(service.readiness()).isEqualTo(new SpeechService.Readiness.Ready());
    assertThat(find("small").hindrance()).isEmpty();
  }

  @Test
  void whileCallersWaitForTheModelsNoNewOnesAreTaken() throws IOException {
    Files.writeString(directory.resolve("small.yaml"), AgentYaml.SMALL);
    service(null);
    models.run();
    kit.backlog = SpeechService.MOST_BACKLOG.plusMillis(1);
    assertThat(find("small").hindrance()).contains("Speech models are behind");
    assertThat(find("echo").hindrance()).isEmpty();
    assertThat(service.readiness()).isEqualTo(new SpeechService.Readiness.Ready());
    kit.backlog = SpeechService.MOST_BACKLOG;
    assertThat(find("small").hindrance()).isEmpty();
  }

  @Test
  void aPersonIsBriefedInTheVoiceOfTheModels() {
    service(null);
    assertThat(service.briefing("Ann is coming.", () -> {})).isEmpty();
    models.run();
    Extension briefing = service.briefing("Ann is coming.", () -> asked.add("said")).orElseThrow();
    MediaApplication application = briefing.connection().connect(line());
    application.start(home.nowNs());
    for (int i = 0; i < 200; i++) {
      home.advance(Duration.ofMillis(20));
      application.onFrame(frame());
      sink.play();
    }
    assertThat(kit.spoken).contains("Ann is coming.");
    assertThat(asked).containsExactly("said");
    application.close();
  }

  @Test
  void mistakesInAgentFilesAreCounted() throws IOException {
    Files.writeString(directory.resolve("small.yaml"), AgentYaml.SMALL.replace("en-US", "17"));
    service(null);
    models.run();
    assertThat(service.agentFileErrors()).isPositive();
    assertThat(service.find("small")).isEmpty();
  }

  @Test
  void theGreetingIsThereBeforeTheFirstCaller() throws IOException {
    Files.writeString(directory.resolve("small.yaml"), AgentYaml.SMALL);
    service(null);
    models.run();
    List<String> prepared = List.copyOf(kit.spoken);
    assertThat(prepared).anyMatch(clause -> clause.contains("how can I help you"));

    MediaApplication agent = find("small").connection().connect(line());
    agent.start(home.nowNs());
    agent.onFrame(frame());
    assertThat(sink.offered).isNotEmpty();
    assertThat(kit.spoken).isEqualTo(prepared);
    assertThat(kit.listening).isEqualTo(1);
    // The stock replies, when the agent was loaded and anew for the call's day and rate.
    assertThat(kit.idle).hasSize(3);
    agent.close();
    assertThat(kit.listening).isZero();
    assertThat(asked).isEmpty();
  }

  @Test
  void aCallIsRecordedFromTheEndOfItsAnnouncement() throws IOException {
    Files.writeString(
        directory.resolve("small.yaml"),
        AgentYaml.SMALL + "recording: {announcement: This call is recorded.}\n");
    service(null);
    models.run();
    MediaApplication agent = find("small").connection().connect(line());
    agent.start(home.nowNs());
    agent.onFrame(frame());
    assertThat(kit.spoken).contains("This call is recorded.");
    assertThat(asked).isEmpty();
    for (int i = 0; i < 200 && asked.isEmpty(); i++) {
      home.advance(Duration.ofMillis(20));
      sink.play();
      agent.onFrame(frame());
    }
    assertThat(asked).containsExactly("record");
    assertThat(agent.turns().getFirst().said()).isEqualTo("This call is recorded.");
    agent.close();
  }

  @Test
  void aCallIsRecordedFromItsGreetingWhereNothingIsToBeAnnounced() throws IOException {
    Files.writeString(
        directory.resolve("small.yaml"), AgentYaml.SMALL + "recording: {announcement: none}\n");
    service(null);
    models.run();
    MediaApplication agent = find("small").connection().connect(line());
    assertThat(asked).isEmpty();
    agent.start(home.nowNs());
    assertThat(asked).containsExactly("record");
    agent.close();
  }

  @Test
  void noOtherCallIsRecorded() throws IOException {
    Files.writeString(directory.resolve("small.yaml"), AgentYaml.SMALL);
    service(null);
    models.run();
    for (String name : new String[] {"small", "clinic", "echo", "tone"}) {
      MediaApplication agent = find(name).connection().connect(line());
      agent.start(home.nowNs());
      agent.onFrame(frame());
      agent.close();
    }
    service.briefing("Ann is coming.", () -> {}).orElseThrow().connection().connect(line()).close();
    assertThat(asked).doesNotContain("record");
  }

  private AudioFrame frame() {
    return new AudioFrame(new short[160], 8_000, home.nowNs(), home.nowNs());
  }
}
