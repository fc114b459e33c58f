package org.talkspurt.models.tts;

import java.io.IOException;

/** Zero mean and unit variance over a vector, then a scale and a shift per element. */
record LayerNorm(float[] scale, float[] shift) {

  private static final float EPSILON = 1e-5f;

  static LayerNorm read(NpzFile file, String name, int size) throws IOException {
    return new LayerNorm(file.array(name + ".weight", size), file.array(name + ".bias", size));
  }

  /** Normalises {@code x + residual}. */
  float[] apply(float[] x, float[] residual) {
    float[] sum = new float[x.length];
    float mean = 0;
    for (int i = 0; i < x.length; i++) {
      sum[i] = x[i] + residual[i];
      mean += sum[i];
    }
    mean /= x.length;
    float variance = 0;
    for (float value : sum) {
      variance += (value - mean) * (value - mean);
    }
    float inverse = (float) (1 / Math.sqrt(variance / x.length + EPSILON));
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (sum[i] - mean) * inverse * scale[i] + shift[i];
    }
    return sum;
  }
}
