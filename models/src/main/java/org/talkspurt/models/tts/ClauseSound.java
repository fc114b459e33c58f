package org.talkspurt.models.tts;

import java.util.Arrays;

/**
 * Makes a model's raw output fit to be played: one level for every clause, no silence at its ends,
 * no clicks, no clipping.
 */
final class ClauseSound {

  /** What the caller can hear starts here; the same bound as for response latency. */
  private static final double AUDIBLE_DBM0 = -50;

  /** 1 dB, for what fading in takes away. */
  private static final double AUDIBLE_MARGIN = 1.26;

  /** Soft consonants begin below the bound: this much is kept in front of and behind the rest. */
  private static final int HEAD_MS = 15;

  /** A packet: what it opens with is to be heard, or the caller waits for the next. */
  private static final int PACKET_MS = 20;

  private static final int TAIL_MS = 20;
  private static final int WINDOW_MS = 5;
  private static final int FADE_MS = 4;

  /** More than this would be noise blown up, not speech made louder. */
  private static final double MAX_GAIN = 32.0 * Short.MAX_VALUE;

  private ClauseSound() {}

  /**
   * @param raw the model's samples, −1..1
   * @param levelDbm0 active speech level of the result
   * @return empty if nothing in {@code raw} can be heard
   */
  static short[] finish(float[] raw, int sampleRateHz, double levelDbm0) {
    double rms = SpeechLevel.activeRms(raw, sampleRateHz);
    if (!(rms > 0) || !Double.isFinite(rms)) {
      return new short[0];
    }
    float gain = (float) Math.min(MAX_GAIN, SpeechLevel.rms(levelDbm0) / rms);
    float[] samples = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      samples[i] = raw[i] * gain;
    }
    samples = trim(samples, sampleRateHz);
    PeakLimiter.limit(samples, sampleRateHz);
    fade(samples, sampleRateHz * FADE_MS / 1_000);
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.round(samples[i]);
    }
    return pcm;
  }

  private static float[] trim(float[] samples, int sampleRateHz) {
    int window = sampleRateHz * WINDOW_MS / 1_000;
    double audible = Math.pow(SpeechLevel.rms(AUDIBLE_DBM0), 2);
    int first = 0;
    while (first + window < samples.length
        && SpeechLevel.power(samples, first, first + window) < audible) {
      first += window;
    }
    int last = samples.length;
    while (last - window > first && SpeechLevel.power(samples, last - window, last) < audible) {
      last -= window;
    }
    int from = Math.max(0, first - sampleRateHz * HEAD_MS / 1_000);
    int packet = sampleRateHz * PACKET_MS / 1_000;
    while (from < first
        && SpeechLevel.power(samples, from, Math.min(samples.length, from + packet))
            < AUDIBLE_MARGIN * audible) {
      from += sampleRateHz / 1_000;
    }
    int to = Math.min(samples.length, last + sampleRateHz * TAIL_MS / 1_000);
    return Arrays.copyOfRange(samples, from, to);
  }

  private static void fade(float[] samples, int length) {
    int fade = Math.min(length, samples.length / 2);
    for (int i = 0; i < fade; i++) {
      float gain = (i + 0.5f) / fade;
      samples[i] *= gain;
      samples[samples.length - 1 - i] *= gain;
    }
  }
}
