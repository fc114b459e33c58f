package org.talkspurt.rtp.jitter;

/** Finds the pitch period at the end of a stretch of speech by normalised correlation. */
final class PitchFinder {

  /** Below this the sound is taken as noise, which must not buzz: the longest period is used. */
  private static final double VOICED = 0.4;

  private final int shortest;
  private final int longest;
  private final int window;

  /** Periods from 5 to 15 ms (66 to 200 Hz); higher pitches are found as multiples. */
  PitchFinder(int sampleRateHz) {
    shortest = sampleRateHz / 200;
    longest = sampleRateHz * 3 / 200;
    window = sampleRateHz / 50;
  }

  /**
   * @param past at least 35 ms
   * @return samples, 5 to 15 ms
   */
  int period(short[] past) {
    int best = longest;
    double bestCorrelation = VOICED;
    for (int lag = shortest; lag <= longest; lag++) {
      double correlation = correlation(past, lag);
      if (correlation > bestCorrelation) {
        best = lag;
        bestCorrelation = correlation;
      }
    }
    return best;
  }

  private double correlation(short[] past, int lag) {
    double product = 0;
    double energy = 1;
    double laggedEnergy = 1;
    for (int i = past.length - window; i < past.length; i++) {
      double present = past[i];
      double lagged = past[i - lag];
      product += present * lagged;
      energy += present * present;
      laggedEnergy += lagged * lagged;
    }
    return product / Math.sqrt(energy * laggedEnergy);
  }
}
