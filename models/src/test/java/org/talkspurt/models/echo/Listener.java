package org.talkspurt.models.echo;

import java.util.Arrays;
import org.talkspurt.dialog.listen.BargeInDetector;
import org.talkspurt.dialog.listen.Interruption;
import org.talkspurt.dialog.listen.Interruption.Verdict;
import org.talkspurt.dialog.settings.BargeInSettings;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.rtp.audio.Resampler;

/**
 * A conversation's ear for interruptions: the voice activity detector and dialog's judgement, but
 * for the words, which nobody recognises here.
 */
final class Listener {
  private static final int RATE_HZ = 16_000;

  private final VoiceActivityDetector detector;
  private final VoiceActivityDetector.State[] states;
  private final Resampler resampler = Resampler.create(8_000, RATE_HZ);
  private final short[] resampled = new short[resampler.maxOutput(160)];
  private final short[] window;
  private final float[] probability = new float[1];
  private final short[] history = new short[400 * RATE_HZ];
  private final BargeInDetector bargeIn =
      new BargeInDetector(BargeInSettings.defaults(), this::samples);
  private int heard;
  private int judged;
  private Interruption interruption;

  Listener(VoiceActivityDetector detector) {
    this.detector = detector;
    states = new VoiceActivityDetector.State[] {detector.newState()};
    window = new short[detector.windowSamples()];
  }

  /** The bot begins to speak. */
  void botSpeaks() {
    bargeIn.reset();
    interruption = null;
  }

  /**
   * Takes 20 ms.
   *
   * @return null while the bot may speak, else whether the interruption is one
   */
  Verdict hear(short[] frame, boolean botSpeaks, long nowNs) {
    int count = resampler.process(frame, frame.length, resampled);
    System.arraycopy(resampled, 0, history, heard, count);
    heard += count;
    while (judged + window.length <= heard) {
      System.arraycopy(history, judged, window, 0, window.length);
      judged += window.length;
      detector.detect(states, new short[][] {window}, 1, probability);
      if (interruption != null) {
        interruption.onVoiceActivity(window.length, probability[0]);
      } else if (botSpeaks && bargeIn.onVoiceActivity(judged, window.length, probability[0])) {
        interruption = bargeIn.interruption(judged, nowNs);
      }
    }
    if (interruption == null) {
      return null;
    }
    Verdict verdict = interruption.verdict(nowNs);
    if (verdict != Verdict.PENDING) {
      botSpeaks();
    }
    return verdict;
  }

  private short[] samples(long from, long to) {
    return Arrays.copyOfRange(history, (int) Math.max(0, from), (int) to);
  }
}
