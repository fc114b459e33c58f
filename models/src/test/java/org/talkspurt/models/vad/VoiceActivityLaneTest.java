package org.talkspurt.models.vad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.TestModels;
import org.talkspurt.models.TestSpeech;
import org.talkspurt.models.onnx.LaneWatch;
import org.talkspurt.rtp.audio.AudioFrame;

/** The lane's thread, the real model and a telephone's sound. */
@Timeout(30)
class VoiceActivityLaneTest {

  private record Verdict(long endPosition, float probability, Thread thread) {}

  @Test
  void hearsACallerOverATelephone() throws Exception {
    short[] clip = TestSpeech.at8kHz(TestSpeech.OPENING_HOURS);
    var verdicts = new LinkedBlockingQueue<Verdict>();
    try (var loop = new TestLoop();
        var lane = new VoiceActivityLane(silero(), HearingMeters.NONE)) {
      var hearing =
          loop.call(
              () ->
                  lane.open(
                      loop,
                      (end, _, p) -> verdicts.add(new Verdict(end, p, Thread.currentThread()))));
      int windows = 0;
      int speech = 0;
      for (int from = 0; from + 160 <= clip.length; from += 160) {
        var frame = new AudioFrame(Arrays.copyOfRange(clip, from, from + 160), 8_000, 0, 0);
        long position =
            loop.call(
                () -> {
                  hearing.offer(frame);
                  return hearing.position();
                });
        while (windows < position / 512) {
          var verdict = verdicts.take();
          windows++;
          assertThat(verdict.endPosition).isEqualTo(windows * 512L);
          assertThat(verdict.thread).isSameAs(loop.thread);
          speech += verdict.probability > 0.5f ? 1 : 0;
        }
      }

      assertThat((double) speech / windows).isGreaterThan(0.6);
      assertThat(hearing.samples(0, windows * 512L)).hasSize(windows * 512);
      loop.call(
          () -> {
            hearing.close();
            return null;
          });
    }
  }

  @Test
  void closesTheDetectorOnItsOwnThread() throws InterruptedException {
    BlockingQueue<Thread> closers = new LinkedBlockingQueue<>();
    var lane =
        new VoiceActivityLane(
            new ClosingDetector(() -> closers.add(Thread.currentThread())), HearingMeters.NONE);
    lane.close();

    var closer = closers.take();
    assertThat(closer.getName()).isEqualTo("voice-activity");
    assertThat(closer.getPriority()).isLessThan(Thread.NORM_PRIORITY);
  }

  @Test
  void aDetectorThatHangsIsLeftToItselfAndTriedAgainLater() throws Exception {
    var verdicts = new LinkedBlockingQueue<Verdict>();
    var detector = new HangingDetector();
    try (var loop = new TestLoop();
        var lane = new VoiceActivityLane(detector, HearingMeters.NONE)) {
      var hearing =
          loop.call(
              () ->
                  lane.open(
                      loop,
                      (end, _, p) -> verdicts.add(new Verdict(end, p, Thread.currentThread()))));
      for (int hung = 1; hung <= VoiceActivityLane.MOST_STUCK; hung++) {
        assertThat(lane.trouble()).isEmpty();
        speakWindow(loop, hearing);
        detector.begun.acquire();
        assertThat(verdicts).isEmpty();
        tick(lane, VoiceActivityLane.STUCK.plus(LaneWatch.TICK));
        assertThat(verdicts.take().probability).isNotEqualTo(HangingDetector.ANSWER);

        speakWindow(loop, hearing);
        assertThat(verdicts.take().probability).isNotEqualTo(HangingDetector.ANSWER);
        tick(lane, VoiceActivityLane.REST);
      }
      assertThat(lane.trouble())
          .hasValue("lane voice-activity: 3 threads are stuck, energy judges instead");
      speakWindow(loop, hearing);
      assertThat(verdicts.take().probability).isNotEqualTo(HangingDetector.ANSWER);

      detector.gate.countDown();
      while (lane.trouble().isPresent()) {
        assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
      }
      tick(lane, VoiceActivityLane.REST);
      speakWindow(loop, hearing);
      assertThat(verdicts.take().probability).isEqualTo(HangingDetector.ANSWER);
    }
  }

  private static void speakWindow(TestLoop loop, Hearing hearing) throws Exception {
    loop.call(
        () -> {
          hearing.offer(new AudioFrame(new short[512], 16_000, 0, 0));
          return hearing.position();
        });
  }

  private static void tick(VoiceActivityLane lane, Duration length) {
    for (int i = 0; i < LaneWatch.ticks(length); i++) {
      lane.tick();
    }
  }

  private static SileroVad silero() {
    return SileroVad.load(TestModels.file("silero-vad", "silero_vad.onnx"));
  }

  private static final class TestLoop implements HomeLoop, AutoCloseable {
    private final ExecutorService executor =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final Thread thread;

    TestLoop() throws Exception {
      thread = call(Thread::currentThread);
    }

    <T> T call(Callable<T> task) throws Exception {
      return executor.submit(task).get();
    }

    @Override
    public boolean inLoop() {
      return Thread.currentThread() == thread;
    }

    @Override
    public long nowNs() {
      return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
      executor.execute(task);
    }

    @Override
    public void close() {
      executor.close();
    }
  }

  /** Does not come back until the gate opens. */
  private static final class HangingDetector implements VoiceActivityDetector {
    static final float ANSWER = 0.5f;
    final Semaphore begun = new Semaphore(0);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public int windowSamples() {
      return 512;
    }

    @Override
    public State newState() {
      return new State() {};
    }

    @Override
    public void detect(State[] states, short[][] windows, int count, float[] probabilities) {
      begun.release();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Arrays.fill(probabilities, 0, count, ANSWER);
    }

    @Override
    public void close() {}
  }

  private record ClosingDetector(Runnable onClose) implements VoiceActivityDetector {
    @Override
    public int windowSamples() {
      return 512;
    }

    @Override
    public State newState() {
      return new State() {};
    }

    @Override
    public void detect(State[] states, short[][] windows, int count, float[] probabilities) {}

    @Override
    public void close() {
      onClose.run();
    }
  }
}
