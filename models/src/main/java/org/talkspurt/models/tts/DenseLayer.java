package org.talkspurt.models.tts;

import java.io.IOException;

/**
 * y = W·x + b.
 *
 * @param weight W, a row per output
 * @param bias b, one per output
 */
record DenseLayer(float[] weight, float[] bias) {

  static DenseLayer read(NpzFile file, String name, int inputs, int outputs) throws IOException {
    return new DenseLayer(
        file.array(name + ".weight", inputs * outputs), file.array(name + ".bias", outputs));
  }

  float[] apply(float[] x) {
    float[] y = new float[bias.length];
    for (int row = 0, offset = 0; row < y.length; row++, offset += x.length) {
      y[row] = bias[row] + dot(weight, offset, x);
    }
    return y;
  }

  /** Four sums side by side: the compiler may not reorder one sum of floats. */
  static float dot(float[] rows, int offset, float[] x) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i <= x.length - 4; i += 4) {
      a += rows[offset + i] * x[i];
      b += rows[offset + i + 1] * x[i + 1];
      c += rows[offset + i + 2] * x[i + 2];
      d += rows[offset + i + 3] * x[i + 3];
    }
    for (; i < x.length; i++) {
      a += rows[offset + i] * x[i];
    }
    return a + b + c + d;
  }
}
