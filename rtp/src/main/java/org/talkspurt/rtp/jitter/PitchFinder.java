package org.talkspurt.rtp.jitter;

/** Finds the pitch period at the end of a stretch of speech by normalised correlation. */
final class PitchFinder {

  private final int shortest;
  private final int longest;
  private final int window;
  private int period;
  private float likeness;

  /** Periods from 5 to 15 ms (66 to 200 Hz); higher pitches are found as multiples. */
  PitchFinder(int sampleRateHz) {
    shortest = sampleRateHz / 200;
    longest = sampleRateHz * 3 / 200;
    window = sampleRateHz / 50;
  }

  /**
   * Looks for the period.
   *
   * @param past at least 35 ms
   */
  void find(float[] past) {
    period = longest;
    likeness = 0;
    for (int lag = shortest; lag <= longest; lag++) {
      float correlation = correlation(past, lag);
      if (correlation > likeness) {
        period = lag;
        likeness = correlation;
      }
    }
  }

  /** Of the best period: samples, 5 to 15 ms. */
  int period() {
    return period;
  }

  /** How much the sound resembles itself a period before: 0 (noise) to 1. */
  float likeness() {
    return likeness;
  }

  private float correlation(float[] past, int lag) {
    float product = 0;
    float energy = 1;
    float laggedEnergy = 1;
    for (int i = past.length - window; i < past.length; i++) {
      float present = past[i];
      float lagged = past[i - lag];
      product += present * lagged;
      energy += present * present;
      laggedEnergy += lagged * lagged;
    }
    return product / (float) Math.sqrt((double) energy * laggedEnergy);
  }
}
