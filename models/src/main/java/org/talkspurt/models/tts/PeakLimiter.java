package org.talkspurt.models.tts;

import java.util.Arrays;

/**
 * Holds peaks below full scale by turning the gain down smoothly around them: the gain that each
 * sample allows, its minimum over a neighbourhood, and the mean of that over the same
 * neighbourhood, which is nowhere above what the sample in the middle allows.
 */
final class PeakLimiter {

  /** 1.5 dB below full scale: a band-limiting resampler may raise peaks a little. */
  static final float CEILING = 27_500;

  private static final int REACH_MS = 3;

  private PeakLimiter() {}

  static void limit(float[] samples, int sampleRateHz) {
    int reach = sampleRateHz * REACH_MS / 1_000;
    float[] gains = new float[samples.length];
    Arrays.fill(gains, 1);
    boolean loud = false;
    for (int i = 0; i < samples.length; i++) {
      float peak = Math.abs(samples[i]);
      if (peak > CEILING) {
        loud = true;
        lower(gains, i - reach, i + reach, CEILING / peak);
      }
    }
    if (loud) {
      applyMeans(samples, gains, reach);
    }
  }

  private static void lower(float[] gains, int from, int to, float gain) {
    for (int i = Math.max(0, from); i <= Math.min(gains.length - 1, to); i++) {
      gains[i] = Math.min(gains[i], gain);
    }
  }

  /** Beyond the ends the nearest gain goes on. */
  private static void applyMeans(float[] samples, float[] gains, int reach) {
    int last = gains.length - 1;
    double sum = 0;
    for (int i = -reach; i < reach; i++) {
      sum += gains[Math.clamp(i, 0, last)];
    }
    for (int i = 0; i < samples.length; i++) {
      sum += gains[Math.clamp(i + reach, 0, last)];
      samples[i] *= (float) (sum / (2 * reach + 1));
      sum -= gains[Math.clamp(i - reach, 0, last)];
    }
  }
}
