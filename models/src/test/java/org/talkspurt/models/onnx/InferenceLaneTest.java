package org.talkspurt.models.onnx;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.talkspurt.models.onnx.Priority.CLAUSE;
import static org.talkspurt.models.onnx.Priority.FINAL_DECODE;
import static org.talkspurt.models.onnx.Priority.PARTIAL_DECODE;
import static org.talkspurt.models.onnx.Priority.SPECULATION;

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
  }
}
