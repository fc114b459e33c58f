package org.talkspurt.models.turn;

/**
 * 80 triangular bands between 0 and 8 kHz, evenly spaced on the mel scale of Slaney's "Auditory
 * Toolbox" (1998) and weighted so that each has the same area, as Whisper's features have them.
 */
final class MelBands {
  static final int COUNT = 80;

  private static final double HIGHEST_HZ = 8_000;
  private static final double LINEAR_UP_TO_HZ = 1_000;
  private static final double HZ_PER_LINEAR_MEL = 200.0 / 3;
  private static final double LINEAR_MELS = LINEAR_UP_TO_HZ / HZ_PER_LINEAR_MEL;
  private static final double STEP = Math.log(6.4) / 27;

  private final int[] firstBin = new int[COUNT];
  private final double[][] weights = new double[COUNT][];

  MelBands() {
    double[] edgesHz = new double[COUNT + 2];
    for (int i = 0; i < edgesHz.length; i++) {
      edgesHz[i] = hz(mel(HIGHEST_HZ) * i / (COUNT + 1));
    }
    double hzPerBin = HIGHEST_HZ / (Spectrum.BINS - 1);
    for (int band = 0; band < COUNT; band++) {
      int first = (int) Math.ceil(edgesHz[band] / hzPerBin);
      int last = Math.min(Spectrum.BINS - 1, (int) Math.floor(edgesHz[band + 2] / hzPerBin));
      firstBin[band] = first;
      weights[band] = new double[Math.max(0, last - first + 1)];
      for (int bin = first; bin <= last; bin++) {
        weights[band][bin - first] =
            weight(bin * hzPerBin, edgesHz[band], edgesHz[band + 1], edgesHz[band + 2]);
      }
    }
  }

  /** The power in {@code band}. */
  double power(int band, double[] spectrum) {
    double sum = 0;
    double[] ofBand = weights[band];
    for (int i = 0; i < ofBand.length; i++) {
      sum += ofBand[i] * spectrum[firstBin[band] + i];
    }
    return sum;
  }

  private static double weight(double hz, double low, double middle, double high) {
    double rising = (hz - low) / (middle - low);
    double falling = (high - hz) / (high - middle);
    return Math.max(0, Math.min(rising, falling)) * 2 / (high - low);
  }

  private static double mel(double hz) {
    return hz < LINEAR_UP_TO_HZ
        ? hz / HZ_PER_LINEAR_MEL
        : LINEAR_MELS + Math.log(hz / LINEAR_UP_TO_HZ) / STEP;
  }

  private static double hz(double mel) {
    return mel < LINEAR_MELS
        ? mel * HZ_PER_LINEAR_MEL
        : LINEAR_UP_TO_HZ * Math.exp((mel - LINEAR_MELS) * STEP);
  }
}
