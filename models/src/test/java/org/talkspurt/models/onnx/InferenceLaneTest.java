package org.talkspurt.models.onnx;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.talkspurt.models.onnx.Priority.CLAUSE;
import static org.talkspurt.models.onnx.Priority.FINAL_DECODE;
import static org.talkspurt.models.onnx.Priority.PARTIAL_DECODE;
import static org.talkspurt.models.onnx.Priority.SPECULATION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InferenceLaneTest {

  private final Meters meters = new Meters();
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theMostUrgentRunsFirstAndEqualsInTheOrderOfTheirArrival() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 10, meters)) {
      hold(lane, gate);
      lane.at(PARTIAL_DECODE).execute(() -> order.add("partial"));
      lane.at(CLAUSE).execute(() -> order.add("clause 1"));
      lane.at(CLAUSE).execute(() -> order.add("clause 2"));
      lane.at(FINAL_DECODE).execute(() -> order.add("final"));
      gate.countDown();
    }

    assertThat(order).containsExactly("final", "clause 1", "clause 2", "partial");
  }

  @Test
  void underPressureSpeculationGoesFirstThenPartialsAndNothingThatACallerWaitsFor() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      hold(lane, gate);
      var speculation = lane.at(SPECULATION);
      var partial = lane.at(PARTIAL_DECODE);
      speculation.execute(() -> {});
      speculation.execute(() -> {});
      assertThatThrownBy(() -> speculation.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("lane speech is behind: dropped a SPECULATION");
      partial.execute(() -> {});
      partial.execute(() -> {});
      assertThatThrownBy(() -> partial.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
      for (int i = 0; i < 20; i++) {
        lane.at(FINAL_DECODE).execute(() -> order.add("final"));
      }
      assertThat(lane.waiting()).isEqualTo(24);
      gate.countDown();
    }

    assertThat(order).hasSize(20);
    assertThat(meters.dropped).hasValue(2);
    assertThat(meters.ran).hasValue(25);
  }

  @Test
  void whatCallersWaitForIsTheBacklog() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      hold(lane, gate);
      lane.at(PARTIAL_DECODE).execute(() -> {});
      assertThat(lane.backlog()).isZero();
      lane.at(CLAUSE).execute(() -> {});
      Duration first = lane.backlog();
      lane.at(FINAL_DECODE).execute(() -> {});
      assertThat(lane.backlog()).isPositive().isGreaterThanOrEqualTo(first);
      gate.countDown();
    }
  }

  @Test
  void aFailingTaskHarmsNobodyElse() {
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      var failed =
          CompletableFuture.runAsync(
              () -> {
                throw new IllegalStateException("no");
              },
              lane.at(FINAL_DECODE));
      lane.at(FINAL_DECODE)
          .execute(
              () -> {
                throw new StackOverflowError();
              });

      assertThat(supplyAsync(() -> "still here", lane.at(FINAL_DECODE)).join())
          .isEqualTo("still here");
      assertThat(failed).isCompletedExceptionally();
    }
  }

  @Test
  void aFutureCancelledWhileItWaitedIsSkipped() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      hold(lane, gate);
      var future = supplyAsync(() -> order.add("cancelled"), lane.at(CLAUSE));
      future.cancel(false);
      gate.countDown();
    }

    assertThat(order).isEmpty();
  }

  @Test
  void threadsAreNamedAndBelowTheMediaThreads() {
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      var thread = supplyAsync(Thread::currentThread, lane.at(FINAL_DECODE)).join();

      assertThat(thread.getName()).isEqualTo("speech-0");
      assertThat(thread.isDaemon()).isTrue();
      assertThat(thread.getPriority())
          .isLessThan(LaneThreads.VOICE_ACTIVITY)
          .isLessThan(Thread.NORM_PRIORITY);
    }
  }

  @Test
  void closedItFinishesWhatWaitsAndTakesNoMore() {
    var gate = new CountDownLatch(1);
    var lane = new InferenceLane("speech", 2, 4, meters);
    hold(lane, gate);
    hold(lane, gate);
    var last = supplyAsync(() -> "done", lane.at(FINAL_DECODE));
    gate.countDown();
    lane.close();

    assertThat(last).isCompletedWithValue("done");
    assertThatThrownBy(() -> lane.at(FINAL_DECODE).execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("lane speech is closed");
  }

  @Test
  void queueAndRunTimesAddUpToTheTimeSinceSubmission() {
    long beforeNs = System.nanoTime();
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      supplyAsync(() -> order.add("run"), lane.at(FINAL_DECODE)).join();
    }

    assertThat(meters.totalNs).isPositive().isLessThanOrEqualTo(System.nanoTime() - beforeNs);
  }

  @Test
  void aTaskThatHangsHoldsOthersUpForItsBoundOnly() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      hold(lane, gate);
      tick(lane, InferenceLane.RELIEF);
      var next = supplyAsync(() -> Thread.currentThread().getName(), lane.at(FINAL_DECODE));
      assertThat(lane.waiting()).isEqualTo(1);
      lane.tick();

      assertThat(next.join()).isEqualTo("speech-1");
      assertThat(supplyAsync(() -> Thread.currentThread().getName(), lane.at(CLAUSE)).join())
          .isEqualTo("speech-1");
      assertThat(lane.trouble()).isEmpty();
      gate.countDown();
    }
  }

  @Test
  void whatNobodyWaitsForRelievesNoThread() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      hold(lane, gate);
      var next = supplyAsync(() -> Thread.currentThread().getName(), lane.at(SPECULATION));
      tick(lane, InferenceLane.RELIEF.multipliedBy(2));
      gate.countDown();

      assertThat(next.join()).isEqualTo("speech-0");
    }
  }

  @Test
  void aTaskWithinItsBoundIsWaitedFor() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      hold(lane, gate);
      var next = supplyAsync(() -> Thread.currentThread().getName(), lane.at(FINAL_DECODE));
      tick(lane, InferenceLane.RELIEF.minus(LaneWatch.TICK));
      assertThat(lane.waiting()).isEqualTo(1);
      gate.countDown();

      assertThat(next.join()).isEqualTo("speech-0");
    }
  }

  @Test
  void stuckIsCountedOncePerTask() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      hold(lane, gate);
      tick(lane, InferenceLane.STUCK.minus(LaneWatch.TICK));
      assertThat(meters.stuck).hasValue(0);
      tick(lane, InferenceLane.STUCK);
      assertThat(meters.stuck).hasValue(1);
      gate.countDown();
    }
  }

  @Test
  void threeStuckThreadsAreTroubleUntilTheyComeBack() {
    var gate = new CountDownLatch(1);
    try (var lane = new InferenceLane("speech", 1, 4, meters)) {
      for (int i = 0; i < InferenceLane.MOST_RELIEVED; i++) {
        assertThat(lane.trouble()).isEmpty();
        hold(lane, gate);
        var next = supplyAsync(() -> "next", lane.at(CLAUSE));
        tick(lane, InferenceLane.STUCK);
        assertThat(next.join()).isEqualTo("next");
      }
      assertThat(lane.trouble()).hasValue("lane speech: 3 tasks do not end");

      // The last thread is nobody's relief any more.
      hold(lane, gate);
      var waits = supplyAsync(() -> Thread.currentThread().getName(), lane.at(CLAUSE));
      tick(lane, InferenceLane.STUCK);
      assertThat(lane.waiting()).isEqualTo(1);
      gate.countDown();
      assertThat(waits.join()).isEqualTo("speech-3");
      while (lane.trouble().isPresent()) {
        assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      }
    }
    assertThat(meters.stuck).hasValue(4);
  }

  private static void tick(InferenceLane lane, Duration length) {
    for (int i = 0; i < LaneWatch.ticks(length); i++) {
      lane.tick();
    }
  }

  /** Keeps one thread of the lane busy until the gate opens. */
  private static void hold(InferenceLane lane, CountDownLatch gate) {
    var begun = new CountDownLatch(1);
    lane.at(FINAL_DECODE)
        .execute(
            () -> {
              begun.countDown();
              await(gate);
            });
    await(begun);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Meters implements LaneMeters {
    final AtomicInteger ran = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();
    final AtomicInteger stuck = new AtomicInteger();
    volatile long totalNs;

    @Override
    public void ran(String lane, long queueNs, long runNs) {
      assertThat(lane).isEqualTo("speech");
      totalNs = queueNs + runNs;
      ran.incrementAndGet();
    }

    @Override
    public void dropped(String lane) {
      dropped.incrementAndGet();
    }

    @Override
    public void stuck(String lane) {
      stuck.incrementAndGet();
    }
  }
}
