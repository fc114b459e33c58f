package org.talkspurt.gateway.density;

import java.util.Objects;
import org.talkspurt.dialog.listen.EnergyVad;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.AudioSink;
import org.talkspurt.rtp.audio.Resampler;
import org.talkspurt.rtp.session.MediaListener;

/**
 * An agent without speech models: hears at 16 kHz, judges voice activity by energy, says a tone.
 */
final class ToneAnswer implements MediaListener {
  private static final int FRAME = 160;
  private static final double AMPLITUDE = 4_000;

  private final EnergyVad vad = new EnergyVad();
  private final VoiceActivityDetector.State[] state = {vad.newState()};
  private final short[][] window = {new short[vad.windowSamples()]};
  private final float[] probability = new float[1];
  private final Resampler resampler = Resampler.create(8_000, 16_000);
  private final short[] wideband = new short[resampler.maxOutput(FRAME)];
  private final short[] tone = new short[FRAME];
  private int filled;
  private AudioSink sink;
  private long frames;
  private long speechWindows;
  private Throwable failure;
  private Deviations deviations = Deviations.NONE;
  private long lastSentNs = Long.MIN_VALUE;

  ToneAnswer() {
    for (int i = 0; i < FRAME; i++) {
      tone[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * i / 8)); // 1 kHz
    }
  }

  void speaksInto(AudioSink sink) {
    this.sink = sink;
  }

  /** Where the intervals between packets handed to the kernel are counted from now on. */
  void measureInto(Deviations deviations) {
    this.deviations = deviations;
  }

  @Override
  public void onFrame(AudioFrame frame) {
    frames++;
    long sentNs = sink.lastSentNs();
    if (lastSentNs != Long.MIN_VALUE) {
      deviations.add(sentNs - lastSentNs);
    }
    lastSentNs = sentNs;
    int samples = resampler.process(frame.samples(), FRAME, wideband);
    for (int i = 0; i < samples; i++) {
      window[0][filled++] = wideband[i];
      if (filled == window[0].length) {
        vad.detect(state, window, 1, probability);
        speechWindows += probability[0] >= 0.5f ? 1 : 0;
        filled = 0;
      }
    }
    if (sink.queuedSamples() < 2 * FRAME) {
      sink.offer(tone.clone());
    }
  }

  @Override
  public void onDigit(char key) {}

  @Override
  public void onMediaTimeout() {}

  @Override
  public void onEncryptionFailed(String reason) {
    throw new IllegalStateException(reason);
  }

  @Override
  public void onFailure(Throwable failure) {
    this.failure = Objects.requireNonNull(failure);
  }

  long frames() {
    return frames;
  }

  /** Windows of 32 ms in which the caller was found to speak. */
  long speechWindows() {
    return speechWindows;
  }

  Throwable failure() {
    return failure;
  }
}
