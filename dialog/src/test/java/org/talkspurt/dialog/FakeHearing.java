package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.Transcript;
import org.talkspurt.rtp.audio.AudioFrame;

/** Ears that hear a {@link CallerScript}: 32 ms windows, reported 3 ms after they are full. */
final class FakeHearing implements Hearing {
  static final int WINDOW = 512;
  private static final double LANE_MS = 3;
  private static final int FRAME_MS = 20;
  private static final int SAMPLES_PER_MS = 16;

  private final CallerScript script;
  private final ManualTime time;
  private final Map<short[], String> words = new IdentityHashMap<>();
  private final List<Integer> frameMs = new ArrayList<>();
  private Listener listener = (_, _, _) -> {};
  private long position;
  private long judged;
  private long reported;
  boolean deaf;
  boolean closed;

  FakeHearing(CallerScript script, ManualTime time) {
    this.script = script;
    this.time = time;
  }

  Hearing open(HomeLoop loop, Listener listener) {
    this.listener = listener;
    return this;
  }

  @Override
  public void offer(AudioFrame frame) {
    assertThat(closed).isFalse();
    frameMs.add((int) ManualTime.ms(frame.arrivalNs()) - FRAME_MS);
    position += FRAME_MS * SAMPLES_PER_MS;
    while (position >= judged + WINDOW) {
      judged += WINDOW;
      long end = judged;
      if (!deaf) {
        time.in(LANE_MS, () -> report(end));
      }
    }
  }

  private void report(long end) {
    reported = end;
    if (!closed) {
      int toMs = ms(end - 1) + 1;
      listener.onVoiceActivity(
          end, WINDOW, script.probability(toMs - WINDOW / SAMPLES_PER_MS, toMs));
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public int delaySamples() {
    return 0;
  }

  @Override
  public short[] samples(long from, long to) {
    assertThat(to).isLessThanOrEqualTo(reported);
    long held = Math.max(from, position - 30 * 16_000);
    short[] samples = new short[(int) (to - held)];
    for (int i = 0; i < samples.length; i++) {
      short amplitude = script.amplitude(ms(held + i));
      samples[i] = i % 2 == 0 ? amplitude : (short) -amplitude;
    }
    words.put(samples, samples.length == 0 ? "" : script.words(ms(held), ms(to - 1) + 1));
    return samples;
  }

  /** When the caller's telephone took the sample up: nothing is offered while on hold. */
  private int ms(long position) {
    long frame = position / (FRAME_MS * SAMPLES_PER_MS);
    return frameMs.get((int) frame) + (int) (position / SAMPLES_PER_MS % FRAME_MS);
  }

  @Override
  public void close() {
    closed = true;
  }

  /** What a perfect recognizer makes of an array that came from {@link #samples}. */
  Transcript transcript(short[] samples) {
    return new Transcript(words.getOrDefault(samples, "?"));
  }
}
