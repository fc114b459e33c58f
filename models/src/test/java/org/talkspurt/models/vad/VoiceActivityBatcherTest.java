package org.talkspurt.models.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.rtp.audio.AudioFrame;

class VoiceActivityBatcherTest {

  private static final long MS = 1_000_000;

  /** A probability that only the fallback gives. */
  private static final float FALLBACK = 0.25f;

  private final FakeDetector detector = new FakeDetector();
  private final FakeDetector fallback = new FakeDetector();
  private final Meters meters = new Meters();
  private long nowNs;
  private int wakes;
  private final VoiceActivityBatcher batcher =
      new VoiceActivityBatcher(detector, fallback, () -> nowNs, meters);

  VoiceActivityBatcherTest() {
    fallback.answer = FALLBACK;
  }

  @Test
  void reportsEachWindowInOrderOnTheHomeLoop() {
    var call = new TestCall();
    call.offer(5, 16_000, 320);
    while (batcher.pass()) {
      // three windows
    }
    assertThat(call.heard).isEmpty();
    call.loop.turn();

    assertThat(call.heard).containsExactly("512: 0.9", "1024: 0.9", "1536: 0.9");
    assertThat(call.hearing.position()).isEqualTo(1_600);
    assertThat(call.hearing.samples(0, 5_000)).hasSize(1_536);
  }

  @Test
  void theLaneIsWokenOncePerWholeWindow() {
    var call = new TestCall();
    call.offer(1, 16_000, 320);
    assertThat(wakes).isZero();
    call.offer(7, 16_000, 320);

    assertThat(wakes).isEqualTo(5);
  }

  @Test
  void oneTaskIsQueuedToTheLoopHoweverManyWindowsWait() {
    var call = new TestCall();
    call.offer(50, 16_000, 320);
    while (batcher.pass()) {
      // all of them
    }

    assertThat(call.loop.tasks).hasSize(1);
    call.loop.turn();
    assertThat(call.heard).hasSize(31);
  }

  @Test
  void callsAreJudgedInOneBatchWithAStateEach() {
    var calls = new ArrayList<TestCall>();
    for (int i = 0; i < 40; i++) {
      calls.add(new TestCall());
    }
    calls.forEach(call -> call.offer(4, 16_000, 320));
    while (batcher.pass()) {
      // two windows each
    }
    calls.forEach(call -> call.loop.turn());

    assertThat(detector.batchSizes).containsExactly(32, 8, 32, 8);
    assertThat(detector.statesMade).isEqualTo(40);
    assertThat(calls).allSatisfy(call -> assertThat(call.heard).hasSize(2));
  }

  @Test
  void eightKilohertzFramesArriveAsSixteen() {
    var call = new TestCall();
    call.offer(100, 8_000, 160);

    assertThat(call.hearing.position()).isBetween(31_900L, 32_000L);
    assertThat(batcher.pass()).isTrue();
  }

  @Test
  void saysHowFarSoundStandsBehindItsFrame() {
    var call = new TestCall();
    short[] click = new short[160];
    click[100] = 20_000;
    call.hearing.offer(new AudioFrame(click, 8_000, 0, 0));
    call.offer(10, 8_000, 160);
    while (batcher.pass()) {
      // all of it
    }
    short[] heard = call.hearing.samples(0, 1_536);
    int loudest = 0;
    for (int i = 0; i < heard.length; i++) {
      loudest = Math.abs(heard[i]) > Math.abs(heard[loudest]) ? i : loudest;
    }

    assertThat(loudest).isEqualTo(2 * 100 + call.hearing.delaySamples());
  }

  @Test
  void theDetectorsExceptionHandsItsWindowsToTheFallback() {
    var call = new TestCall();
    detector.failing = true;
    call.offer(2, 16_000, 320);
    batcher.pass();
    detector.failing = false;
    call.offer(2, 16_000, 320);
    batcher.pass();
    call.loop.turn();

    assertThat(call.heard).containsExactly("512: " + FALLBACK, "1024: 0.9");
    assertThat(meters.fellBack).isEqualTo(1);
  }

  @Test
  void whatIsNoProbabilityGoesToTheFallbackAndTheDetectorBeginsAnewWithThatCall() {
    var call = new TestCall();
    for (float garbage : new float[] {Float.NaN, -0.1f, 1.1f}) {
      detector.answer = garbage;
      call.offer(2, 16_000, 320);
      batcher.pass();
    }
    detector.answer = 0.9f;
    call.offer(2, 16_000, 320);
    batcher.pass();
    call.loop.turn();

    assertThat(call.heard)
        .containsExactly("512: " + FALLBACK, "1024: " + FALLBACK, "1536: " + FALLBACK, "2048: 0.9");
    assertThat(detector.statesMade).isEqualTo(4);
    assertThat(meters.fellBack).isEqualTo(3);
  }

  @Test
  void aRunThatDoesNotEndIsJudgedByEnergyAndItsSuccessorGoesOn() {
    var call = new TestCall();
    var successors = new ArrayList<VoiceActivityBatcher>();
    detector.duringRun = () -> successors.add(batcher.successor());
    call.offer(4, 16_000, 320);
    assertThat(batcher.pass()).isFalse();
    assertThat(batcher.succeeded()).isTrue();

    // The detector's late verdict is nobody's; energy alone judges, then the detector again.
    detector.duringRun = () -> {};
    var successor = successors.getFirst();
    successor.pass();
    successor.energyOnly(false);
    call.offer(2, 16_000, 320);
    successor.pass();
    call.loop.turn();
    assertThat(call.heard).containsExactly("512: " + FALLBACK, "1024: " + FALLBACK, "1536: 0.9");
    assertThat(detector.batchSizes).containsExactly(1, 1);
    assertThat(detector.statesMade).isEqualTo(2);
    assertThat(batcher.successor()).isNull();
  }

  @Test
  void windowsThatWaitedTooLongGoToTheFallbackAndTheOthersDoNot() {
    var late = new TestCall();
    var timely = new TestCall();
    late.offer(2, 16_000, 320);
    nowNs += 301 * MS;
    timely.offer(2, 16_000, 320);
    batcher.pass();
    late.loop.turn();
    timely.loop.turn();

    assertThat(late.heard).containsExactly("512: " + FALLBACK);
    assertThat(timely.heard).containsExactly("512: 0.9");
    assertThat(meters.fellBack).isEqualTo(1);
  }

  @Test
  void aStuckDetectorIsLeftBehindUntilItHasCaughtUp() {
    var call = new TestCall();
    call.offer(25, 16_000, 320);
    detector.duringRun = () -> nowNs += 400 * MS;
    batcher.pass();
    detector.duringRun = () -> {};
    while (batcher.pass()) {
      // 14 windows that waited for the first
    }
    call.offer(2, 16_000, 320);
    batcher.pass();
    call.loop.turn();

    assertThat(meters.fellBack).isEqualTo(14);
    assertThat(call.heard).hasSize(16);
    assertThat(call.heard.getFirst()).isEqualTo("512: 0.9");
    assertThat(call.heard.getLast()).isEqualTo("8192: 0.9");
  }

  @Test
  void metersTellHowLongAWindowWaitedAndHowLongItsBatchTook() {
    var call = new TestCall();
    call.offer(2, 16_000, 320);
    nowNs += 3 * MS;
    detector.duringRun = () -> nowNs += MS;
    batcher.pass();

    assertThat(meters.ran).containsExactly("voice-activity 3000000 1000000");
  }

  @Test
  void skippedSamplesAreCountedAndPositionsStayTrue() {
    var call = new TestCall();
    call.offer(110, 16_000, 320);
    assertThat(meters.skipped).isEqualTo(3_200);
    assertThat(call.hearing.position()).isEqualTo(110 * 320);
    while (batcher.pass()) {
      call.loop.turn();
    }
    call.offer(2, 16_000, 320);
    while (batcher.pass()) {
      call.loop.turn();
    }

    assertThat(call.heard.getLast()).isEqualTo((110 * 320 + 512) + ": 0.9");
  }

  @Test
  void aLoopThatDoesNotComeForItsVerdictsHoldsUpItsOwnCallOnly() {
    var stalled = new TestCall();
    var other = new TestCall();
    for (int i = 0; i < 20; i++) {
      stalled.offer(10, 16_000, 320);
      other.offer(10, 16_000, 320);
      while (batcher.pass()) {
        other.loop.turn();
      }
    }
    assertThat(other.heard).hasSize(125);

    stalled.loop.turn();
    assertThat(stalled.heard).hasSize(64);
    while (batcher.pass()) {
      stalled.loop.turn();
    }
    assertThat(stalled.heard).hasSize(64 + 61);
  }

  @Test
  void nothingIsReportedAfterTheCallsEnd() {
    var call = new TestCall();
    call.offer(4, 16_000, 320);
    batcher.pass();
    call.hearing.close();
    call.loop.turn();

    assertThat(call.heard).isEmpty();
    assertThat(batcher.pass()).isFalse();
  }

  @Test
  void aLoopThatHasEndedDoesNotDisturbTheOthers() {
    var ended = new TestCall();
    var other = new TestCall();
    ended.loop.ended = true;
    ended.offer(4, 16_000, 320);
    other.offer(4, 16_000, 320);
    while (batcher.pass()) {
      other.loop.turn();
    }

    assertThat(other.heard).hasSize(2);
    assertThat(detector.batchSizes).containsExactly(2, 1);
  }

  @Test
  void aListenersExceptionIsItsOwnLoopsAndTheNextWindowStillComes() {
    var call = new TestCall();
    call.failing = true;
    call.offer(2, 16_000, 320);
    batcher.pass();
    assertThatThrownBy(call.loop::turn).hasMessage("listener");
    call.failing = false;
    call.offer(2, 16_000, 320);
    batcher.pass();
    call.loop.turn();

    assertThat(call.heard).containsExactly("1024: 0.9");
  }

  private final class TestCall {
    final ManualLoop loop = new ManualLoop();
    final List<String> heard = new ArrayList<>();
    boolean failing;
    final CallHearing hearing =
        new CallHearing(loop, this::hear, batcher, () -> wakes++, () -> nowNs, meters);

    TestCall() {
      batcher.add(hearing);
    }

    private void hear(long endPosition, int windowSamples, float probability) {
      assertThat(windowSamples).isEqualTo(512);
      if (failing) {
        throw new IllegalStateException("listener");
      }
      heard.add(endPosition + ": " + probability);
    }

    void offer(int frames, int rateHz, int samples) {
      for (int i = 0; i < frames; i++) {
        hearing.offer(new AudioFrame(new short[samples], rateHz, 0, 0));
      }
    }
  }

  private static final class FakeDetector implements VoiceActivityDetector {
    final List<Integer> batchSizes = new ArrayList<>();
    float answer = 0.9f;
    int statesMade;
    boolean failing;
    Runnable duringRun = () -> {};

    @Override
    public int windowSamples() {
      return 512;
    }

    @Override
    public State newState() {
      statesMade++;
      return new State() {};
    }

    @Override
    public void detect(State[] states, short[][] windows, int count, float[] probabilities) {
      if (failing) {
        throw new IllegalStateException("detector");
      }
      if (count > 0) {
        batchSizes.add(count);
      }
      duringRun.run();
      for (int i = 0; i < count; i++) {
        probabilities[i] = answer;
      }
    }

    @Override
    public void close() {}
  }

  private static final class Meters implements HearingMeters {
    final List<String> ran = new ArrayList<>();
    int skipped;
    int fellBack;

    @Override
    public void ran(String lane, long queueNs, long runNs) {
      ran.add(lane + " " + queueNs + " " + runNs);
    }

    @Override
    public void dropped(String lane) {
      throw new AssertionError("voice activity is never dropped");
    }

    @Override
    public void stuck(String lane) {
      throw new AssertionError("the lane's to say");
    }

    @Override
    public void skipped(int samples) {
      skipped += samples;
    }

    @Override
    public void fellBack(int windows) {
      fellBack += windows;
    }
  }
}
