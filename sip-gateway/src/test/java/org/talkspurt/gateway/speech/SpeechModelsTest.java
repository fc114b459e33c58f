package org.talkspurt.gateway.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.gateway.agent.AgentFiles;

@Timeout(20)
class SpeechModelsTest {
  @TempDir Path directory;

  private final FakeKit kit = new FakeKit();
  private final List<SpeechModels.State> whilePaused = new ArrayList<>();
  private int attempts;
  private SpeechModels models;

  private SpeechDesk desk() {
    return SpeechDesk.open(kit.kit(), new AgentFiles(directory), Optional.empty());
  }

  @Test
  void areLoadingUntilTheyAreReady() {
    models =
        new SpeechModels(
            () -> {
              assertThat(models.state()).isEqualTo(new SpeechModels.State.Loading());
              return desk();
            });
    models.run();
    assertThat(models.state()).isInstanceOf(SpeechModels.State.Ready.class);
    assertThat(kit.closed).isEmpty();
    models.close();
    assertThat(kit.closed).containsExactly("lane", "model");
  }

  @Test
  void whatFailsIsSaidAndTriedAgainEveryMinute() {
    models =
        new SpeechModels(
            () ->
                switch (++attempts) {
                  case 1 -> throw new IllegalStateException("no network");
                  case 2 -> throw new UnsatisfiedLinkError("no onnxruntime");
                  default -> desk();
                },
            length -> {
              assertThat(length).isEqualTo(SpeechModels.RETRY);
              whilePaused.add(models.state());
            });
    models.run();
    assertThat(whilePaused)
        .containsExactly(
            new SpeechModels.State.Failed("no network"),
            new SpeechModels.State.Failed("no onnxruntime"));
    assertThat(models.state()).isInstanceOf(SpeechModels.State.Ready.class);
    models.close();
  }

  @Test
  void modelsThatCannotServeTheAgentsAreClosedAgain() {
    kit.mute = new IllegalStateException("voice is broken");
    models =
        new SpeechModels(
            this::desk,
            _ -> {
              throw new InterruptedException();
            });
    models.run();
    assertThat(models.state())
        .isInstanceOfSatisfying(
            SpeechModels.State.Failed.class,
            failed -> assertThat(failed.reason()).contains("voice is broken"));
    assertThat(kit.closed).containsExactly("lane", "model");
    models.close();
    assertThat(kit.closed).hasSize(2);
  }

  @Test
  void closingEndsAWaitForTheNextAttempt() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    models =
        new SpeechModels(
            () -> {
              attempts++;
              throw new IllegalStateException("no network");
            },
            _ -> {
              waiting.countDown();
              never.await();
            });
    models.start();
    waiting.await();
    models.close();
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void closingInterruptsAnAttemptAndNoneFollows() throws InterruptedException {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    models =
        new SpeechModels(
            () -> {
              attempts++;
              loading.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
              }
              return desk();
            },
            whilePaused -> {
              throw new AssertionError("paused for " + whilePaused);
            });
    models.start();
    loading.await();
    models.close();
    assertThat(attempts).isEqualTo(1);
    assertThat(models.state()).isEqualTo(new SpeechModels.State.Loading());
  }

  @Test
  void closingWaitsForAnAttemptThatSucceedsAfterAllAndFreesIt() throws InterruptedException {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    models =
        new SpeechModels(
            () -> {
              loading.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                // loads on all the same, as native code does
              }
              return desk();
            });
    models.start();
    loading.await();
    models.close();
    assertThat(kit.closed).containsExactly("lane", "model");
  }
}
