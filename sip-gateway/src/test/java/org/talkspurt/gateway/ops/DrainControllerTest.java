package org.talkspurt.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.talkspurt.gateway.ops.DrainState.DONE;
import static org.talkspurt.gateway.ops.DrainState.DRAINING;
import static org.talkspurt.gateway.ops.DrainState.FAREWELL;
import static org.talkspurt.gateway.ops.DrainState.SERVING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.call.CallDesk;

class DrainControllerTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final CallDesk desk = new CallDesk();
  private final List<Runnable> steps = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();

  /** A clock that overflows while the test runs, as System.nanoTime may. */
  private long nowNs = Long.MAX_VALUE - 1_000;

  private final DrainController drain =
      new DrainController(
          desk.admission,
          desk.registry(),
          List.of(
              () -> {
                throw new IllegalStateException("no network");
              },
              () -> taken.add("unregistered")),
          steps::add,
          TIMEOUT);

  private void begin() {
    drain.begin(nowNs);
    steps.forEach(Runnable::run);
  }

  private DrainState after(Duration time) {
    nowNs += time.toNanos();
    return drain.advance(nowNs);
  }

  @Test
  void servesUntilItIsTold() {
    assertThat(after(TIMEOUT.multipliedBy(2))).isEqualTo(SERVING);
    assertThat(desk.answerToACall()).isEqualTo("200");
  }

  @Test
  void withoutCallsItIsDoneAtOnce() {
    begin();
    assertThat(after(Duration.ZERO)).isEqualTo(DONE);
    assertThat(desk.answerToACall()).isEqualTo("503 Shutting down, 5");
  }

  @Test
  void aCallGoesOnWhileOthersAreRefused() {
    String call = desk.talks();
    begin();
    assertThat(after(TIMEOUT.minus(INSTANT))).isEqualTo(DRAINING);
    assertThat(desk.answerToACall()).isEqualTo("503 Shutting down, 5");
    assertThat(desk.told()).containsExactly("start");
    desk.hangsUp(call);
    assertThat(after(Duration.ZERO)).isEqualTo(DONE);
  }

  @Test
  void aCallThatIsNotYetAcknowledgedIsWaitedForToo() {
    assertThat(desk.answerToACall()).isEqualTo("200");
    begin();
    assertThat(after(Duration.ofSeconds(30))).isEqualTo(DRAINING);
  }

  @Test
  void whoIsStillThereAfterTheTimeoutIsToldGoodbyeOnce() {
    String call = desk.talks();
    begin();
    assertThat(after(TIMEOUT)).isEqualTo(FAREWELL);
    assertThat(after(Duration.ofSeconds(14))).isEqualTo(FAREWELL);
    assertThat(desk.told()).containsExactly("start", "say Goodbye.");
    desk.hangsUp(call);
    assertThat(after(Duration.ZERO)).isEqualTo(DONE);
  }

  @Test
  void aFarewellThatDoesNotEndIsNotWaitedForLong() {
    desk.talks();
    begin();
    after(TIMEOUT);
    assertThat(after(Duration.ofSeconds(15).minus(INSTANT))).isEqualTo(FAREWELL);
    assertThat(after(INSTANT)).isEqualTo(DONE);
  }

  @Test
  void aFailingStepKeepsNoOtherFromRunning() {
    begin();
    assertThat(taken).containsExactly("unregistered");
    assertThat(after(Duration.ZERO)).isEqualTo(DONE);
  }

  @Test
  void stepsAreWaitedForButNotForLong() {
    drain.begin(nowNs);
    steps.getFirst().run();
    assertThat(after(Duration.ofSeconds(5).minus(INSTANT))).isEqualTo(DRAINING);
    assertThat(after(INSTANT)).isEqualTo(DONE);
  }

  @Test
  void beginsOnce() {
    begin();
    assertThatThrownBy(this::begin).isInstanceOf(IllegalStateException.class);
  }
}
