package org.talkspurt.models.tts;

/**
 * Active speech level: the power of the stretches in which somebody speaks, pauses left out, in the
 * manner of ITU-T P.56 with a threshold relative to the loudest stretch.
 */
final class SpeechLevel {

  /** RMS of a sample at 0 dBm0 in 16-bit units: a full-scale sine is +3.14 dBm0 (ITU-T G.711). */
  static final double RMS_AT_0_DBM0 = Short.MAX_VALUE / Math.sqrt(2) / Math.pow(10, 3.14 / 20);

  private static final int WINDOWS_PER_SECOND = 100;

  /** Windows this far below the loudest one are pauses: 25 dB, as a ratio of powers. */
  private static final double ACTIVE_RATIO = Math.pow(10, -25 / 10.0);

  private SpeechLevel() {}

  /** RMS of the active windows, in units of {@code samples}; 0 for silence. */
  static double activeRms(float[] samples, int sampleRateHz) {
    int window = sampleRateHz / WINDOWS_PER_SECOND;
    double[] powers = new double[(samples.length + window - 1) / window];
    double loudest = 0;
    for (int i = 0; i < powers.length; i++) {
      int from = i * window;
      powers[i] = power(samples, from, Math.min(samples.length, from + window));
      loudest = Math.max(loudest, powers[i]);
    }
    double sum = 0;
    int active = 0;
    for (double power : powers) {
      if (power > 0 && power >= loudest * ACTIVE_RATIO) {
        sum += power;
        active++;
      }
    }
    return active == 0 ? 0 : Math.sqrt(sum / active);
  }

  /** Mean square of {@code samples[from..to)}. */
  static double power(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * (double) samples[i];
    }
    return to == from ? 0 : sum / (to - from);
  }

  /** RMS in 16-bit units at a level in dBm0. */
  static double rms(double levelDbm0) {
    return RMS_AT_0_DBM0 * Math.pow(10, levelDbm0 / 20);
  }
}
