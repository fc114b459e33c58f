package org.talkspurt.rtp.audio;

/** Amplitude of one frequency in a stretch of a signal, by a Blackman-Harris window. */
final class Spectrum {

  private Spectrum() {}

  static double amplitude(short[] signal, int from, int length, double hz, int sampleRateHz) {
    double re = 0;
    double im = 0;
    double weights = 0;
    for (int i = 0; i < length; i++) {
      double t = 2 * Math.PI * i / (length - 1);
      double weight =
          0.35875 - 0.48829 * Math.cos(t) + 0.14128 * Math.cos(2 * t) - 0.01168 * Math.cos(3 * t);
      double angle = 2 * Math.PI * hz * (from + i) / sampleRateHz;
      re += weight * signal[from + i] * Math.cos(angle);
      im -= weight * signal[from + i] * Math.sin(angle);
      weights += weight;
    }
    return 2 * Math.hypot(re, im) / weights;
  }

  static double decibels(double ratio) {
    return 20 * Math.log10(ratio + 1e-15);
  }
}
