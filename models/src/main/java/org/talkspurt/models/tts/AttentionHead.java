package org.talkspurt.models.tts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Single-headed scaled dot-product attention (Vaswani et al. 2017, §3.2.1). */
record AttentionHead(DenseLayer query, DenseLayer key, DenseLayer value, DenseLayer output) {

  /** What can be attended to: keys and values, growing as a word is decoded. */
  static final class Memory {
    private final List<float[]> keys = new ArrayList<>();
    private final List<float[]> values = new ArrayList<>();
  }

  static AttentionHead read(NpzFile file, String name, int size) throws IOException {
    return new AttentionHead(
        DenseLayer.read(file, name + ".q_proj", size, size),
        DenseLayer.read(file, name + ".k_proj", size, size),
        DenseLayer.read(file, name + ".v_proj", size, size),
        DenseLayer.read(file, name + ".out_proj", size, size));
  }

  void remember(Memory memory, float[] x) {
    memory.keys.add(key.apply(x));
    memory.values.add(value.apply(x));
  }

  float[] attend(float[] x, Memory memory) {
    float[] asked = query.apply(x);
    double scale = 1 / Math.sqrt(asked.length);
    double[] weights = new double[memory.keys.size()];
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = DenseLayer.dot(memory.keys.get(i), 0, asked) * scale;
      highest = Math.max(highest, weights[i]);
    }
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(weights[i] - highest);
      total += weights[i];
    }
    float[] mixed = new float[asked.length];
    for (int i = 0; i < weights.length; i++) {
      float weight = (float) (weights[i] / total);
      float[] values = memory.values.get(i);
      for (int j = 0; j < mixed.length; j++) {
        mixed[j] += weight * values[j];
      }
    }
    return output.apply(mixed);
  }
}
