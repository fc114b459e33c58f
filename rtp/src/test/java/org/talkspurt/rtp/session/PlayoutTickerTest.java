package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlayoutTickerTest {

  private static final long TICK_NS = PlayoutTicker.TICK_NS;
  private static final long MS = 1_000_000;

  private final ManualLoop loop = new ManualLoop();
  private final List<Long> lateness = new ArrayList<>();
  private final PlayoutTicker ticker = new PlayoutTicker(loop::nowNs, loop::after, lateness::add);

  @Test
  void ticksEveryTwentyMillisecondsByAbsoluteDeadlines() {
    Recorder call = join();

    loop.wakeUpsAreLateBy(3 * MS);
    loop.advance(5 * TICK_NS);

    assertThat(call.deadlines).hasSize(4);
    assertThat(gaps(call.deadlines)).containsOnly(TICK_NS);
    assertThat(lateness).containsOnly(3 * MS);
  }

  @Test
  void aTickBeginsAtItsDeadlineAndIsNotLateThen() {
    Recorder call = join();
    loop.advance(TICK_NS);

    assertThat(call.deadlines).hasSize(1);
    assertThat(lateness).containsOnly(0L);
    long nextNs = call.deadlines.getLast() + TICK_NS;
    loop.advance(nextNs - loop.nowNs() - 1);
    assertThat(call.deadlines).hasSize(1);
    loop.advance(1);
    assertThat(call.deadlines).hasSize(2);
  }

  @Test
  void makesUpMissedTicksAtOnceAndStaysInPhase() {
    Recorder call = join();
    loop.advance(2 * TICK_NS);
    int before = call.deadlines.size();

    loop.stall(100 * MS);

    assertThat(call.deadlines).hasSize(before + 5);
    loop.advance(2 * TICK_NS);
    assertThat(call.deadlines).hasSize(before + 7);
    assertThat(gaps(call.deadlines)).containsOnly(TICK_NS);
  }

  @Test
  void doesNotMakeUpALongStallWithoutBound() {
    Recorder call = join();
    loop.advance(TICK_NS);
    int before = call.deadlines.size();

    loop.stall(1000 * TICK_NS);

    assertThat(call.deadlines).hasSize(before + PlayoutTicker.MAX_CATCH_UP_TICKS + 1);
    assertThat(gaps(call.deadlines)).filteredOn(gap -> gap != TICK_NS).hasSize(1);
    assertThat(gaps(call.deadlines)).allMatch(gap -> gap % TICK_NS == 0);
  }

  @Test
  void spreadsCallsOverTheTick() {
    List<Recorder> calls = new ArrayList<>();
    for (int i = 0; i < 2 * PlayoutTicker.SLOTS; i++) {
      calls.add(join());
    }

    loop.advance(TICK_NS);

    List<Long> phases =
        calls.stream().map(call -> Math.floorMod(call.deadlines.getFirst(), TICK_NS)).toList();
    assertThat(phases.stream().distinct()).hasSize(PlayoutTicker.SLOTS);
    for (long phase : phases) {
      assertThat(phases.stream().filter(other -> other == phase)).hasSize(2);
    }
  }

  @Test
  void catchesUpSlotsInTheOrderOfTheirDeadlines() {
    List<Long> order = new ArrayList<>();
    for (int i = 0; i < PlayoutTicker.SLOTS; i++) {
      ticker.join(new Recorder(order::add));
    }

    loop.stall(5 * TICK_NS);

    assertThat(order).hasSizeGreaterThan(4 * PlayoutTicker.SLOTS).isSorted();
  }

  @Test
  void sleepsWithoutCalls() {
    assertThat(loop.pendingTasks()).isZero();
    Recorder call = join();
    loop.advance(TICK_NS);
    ticker.leave(call);
    loop.advance(TICK_NS);

    assertThat(loop.pendingTasks()).isZero();
    int before = call.deadlines.size();
    loop.advance(10 * TICK_NS);
    assertThat(call.deadlines).hasSize(before);
  }

  @Test
  void aFailingCallIsReportedAndDroppedAndTheOthersGoOn() {
    fillOneSlotPerCall();
    Recorder failing =
        new Recorder(
            _ -> {
              throw new IllegalStateException("bug");
            });
    ticker.join(failing);
    List<Recorder> others = fillOneSlotPerCall();

    loop.advance(3 * TICK_NS);

    assertThat(failing.deadlines).hasSize(1);
    assertThat(failing.failure).hasMessage("bug");
    assertThat(others).allMatch(call -> call.deadlines.size() == 3);
  }

  @Test
  void callsLeaveAndJoinDuringATick() {
    List<Recorder> joined = new ArrayList<>();
    Recorder neighbour = new Recorder(_ -> {});
    Recorder[] self = new Recorder[1];
    self[0] =
        new Recorder(
            _ -> {
              ticker.leave(self[0]);
              ticker.leave(neighbour);
              joined.add(join());
            });
    ticker.join(self[0]);
    fill(PlayoutTicker.SLOTS - 1);
    ticker.join(neighbour); // the same slot
    Recorder last = fill(PlayoutTicker.SLOTS).getFirst(); // the same slot again

    loop.advance(3 * TICK_NS);

    assertThat(self[0].deadlines).hasSize(1);
    assertThat(neighbour.deadlines).isEmpty();
    assertThat(last.deadlines).hasSize(3);
    assertThat(joined.getFirst().deadlines).isNotEmpty();
    assertThat(joined.getFirst().deadlines.getFirst()).isGreaterThan(self[0].deadlines.getFirst());
  }

  private Recorder join() {
    Recorder call = new Recorder(_ -> {});
    ticker.join(call);
    return call;
  }

  private List<Recorder> fillOneSlotPerCall() {
    return fill(PlayoutTicker.SLOTS);
  }

  private List<Recorder> fill(int calls) {
    List<Recorder> result = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      result.add(join());
    }
    return result;
  }

  private static LongStream gapStream(List<Long> times) {
    return LongStream.range(1, times.size()).map(i -> times.get((int) i) - times.get((int) i - 1));
  }

  private static List<Long> gaps(List<Long> times) {
    return gapStream(times).boxed().toList();
  }

  private static final class Recorder implements Tickable {
    final List<Long> deadlines = new ArrayList<>();
    final LongConsumer action;
    Throwable failure;

    Recorder(LongConsumer action) {
      this.action = action;
    }

    @Override
    public void onTick(long deadlineNs) {
      deadlines.add(deadlineNs);
      action.accept(deadlineNs);
    }

    @Override
    public void onTickFailure(Throwable failure) {
      this.failure = failure;
    }
  }
}
