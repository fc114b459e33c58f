package org.talkspurt.models.asr;

import java.util.Arrays;

/**
 * Levels of a stretch of sound in dBFS, where 0 is the power of a full-scale square wave: enough to
 * tell silence and steady sounds from speech, before a model makes words of them.
 *
 * @param quiet exceeded by nine 20 ms frames of ten
 * @param loud exceeded by one of twenty
 */
record SpeechLevels(double quiet, double loud) {

  /** Four of µ-law's smallest steps: an idle line may be this loud, a caller is 20 dB above. */
  private static final double FAINTEST_DBFS = -60;

  /**
   * Noise and tones vary by less than 2 dB; speech by more than 20 dB, and still by 6 dB in white
   * noise 5 dB below it.
   */
  private static final double STEADIEST_DB = 3;

  private static final int FRAME = MoonshineRecognizer.SAMPLE_RATE_HZ / 50;
  private static final double FULL_SCALE_ENERGY = 32_768.0 * 32_768.0;

  /** Measures 20 ms or more. */
  static SpeechLevels of(short[] samples, int start, int end) {
    var levels = new double[(end - start) / FRAME];
    for (int i = 0; i < levels.length; i++) {
      int from = start + i * FRAME;
      double energy = energy(samples, from, from + FRAME);
      levels[i] = 10 * Math.log10(Math.max(energy, 1) / FULL_SCALE_ENERGY);
    }
    Arrays.sort(levels);
    return new SpeechLevels(levels[levels.length / 10], levels[levels.length * 19 / 20]);
  }

  /** Mean square of the samples {@code from..to}. */
  static double energy(short[] samples, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return (double) sum / (to - from);
  }

  boolean maySpeak() {
    return loud >= FAINTEST_DBFS && loud - quiet >= STEADIEST_DB;
  }
}
