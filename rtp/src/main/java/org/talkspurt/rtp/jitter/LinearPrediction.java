package org.talkspurt.rtp.jitter;

/**
 * Predicts each sample of a short stretch of speech from the {@code order} before it: the filter
 * that the vocal tract makes, found by the autocorrelation method (Levinson-Durbin). What the
 * prediction misses is the residual: the pulses and the noise that excite the tract.
 */
final class LinearPrediction {

  /** Added to the energy, as if there were a little white noise: the recursion stays stable. */
  private static final double NOISE_FLOOR = 1.0001;

  /** Moves the filter's poles a little away from the circle, so that no resonance rings on. */
  private static final float BANDWIDTH_EXPANSION = 0.994f;

  private final int order;
  private final float[] coefficients;
  private final float[] former;
  private final double[] correlation;
  private final float[] window;
  private final float[] windowed;

  /** Last outputs of the synthesis, newest first. */
  private final float[] memory;

  /**
   * @param order of the filter; the rate in kHz and 2 more does for speech, 8 more sounds better
   * @param windowSamples of the past that are looked at
   */
  LinearPrediction(int order, int windowSamples) {
    this.order = order;
    coefficients = new float[order];
    former = new float[order];
    correlation = new double[order + 1];
    window = new float[windowSamples];
    windowed = new float[windowSamples];
    memory = new float[order];
    // rises slowly and falls fast: the newest samples matter most
    int rise = windowSamples * 7 / 8;
    for (int i = 0; i < windowSamples; i++) {
      double phase =
          i < rise
              ? (i + 0.5) / (2.0 * rise)
              : (windowSamples - i - 0.5) / (2.0 * (windowSamples - rise));
      window[i] = (float) StrictMath.sin(Math.PI * phase);
    }
  }

  /**
   * Learns the filter from the end of {@code past}, and lets the synthesis follow it.
   *
   * @param past at least as long as the window
   */
  void learn(float[] past) {
    int start = past.length - window.length;
    for (int i = 0; i < window.length; i++) {
      windowed[i] = past[start + i] * window[i];
    }
    for (int lag = 0; lag <= order; lag++) {
      double sum = 0;
      for (int i = lag; i < windowed.length; i++) {
        sum += windowed[i] * windowed[i - lag];
      }
      correlation[lag] = sum;
    }
    correlation[0] = correlation[0] * NOISE_FLOOR + 1;
    recurse();
    float expansion = 1;
    for (int i = 0; i < order; i++) {
      expansion *= BANDWIDTH_EXPANSION;
      coefficients[i] *= expansion;
      memory[i] = past[past.length - 1 - i];
    }
  }

  private void recurse() {
    double error = correlation[0];
    for (int i = 0; i < order; i++) {
      double sum = correlation[i + 1];
      for (int j = 0; j < i; j++) {
        sum -= coefficients[j] * correlation[i - j];
      }
      double reflection = sum / error;
      extend(i, (float) reflection);
      error *= 1 - reflection * reflection;
    }
  }

  /** From the predictor of {@code i} coefficients to that of one more. */
  private void extend(int i, float reflection) {
    System.arraycopy(coefficients, 0, former, 0, i);
    for (int j = 0; j < i; j++) {
      coefficients[j] = former[j] - reflection * former[i - 1 - j];
    }
    coefficients[i] = reflection;
  }

  int order() {
    return order;
  }

  /** What the prediction misses at {@code index}, at least {@link #order}. */
  float residual(float[] signal, int index) {
    float predicted = 0;
    for (int i = 0; i < order; i++) {
      predicted += coefficients[i] * signal[index - 1 - i];
    }
    return signal[index] - predicted;
  }

  /** The sample that follows if the filter is excited so. */
  float synthesise(float excitation) {
    float value = excitation;
    for (int i = 0; i < order; i++) {
      value += coefficients[i] * memory[i];
    }
    System.arraycopy(memory, 0, memory, 1, order - 1);
    memory[0] = value;
    return value;
  }
}
