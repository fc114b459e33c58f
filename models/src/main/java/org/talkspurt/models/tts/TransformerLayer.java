package org.talkspurt.models.tts;

import java.io.IOException;

/**
 * The parts that encoder and decoder layers of a BART share (Lewis et al. 2019): attention to
 * itself and a feed-forward pair, each added to its input and then normalised.
 */
record TransformerLayer(
    AttentionHead attention,
    LayerNorm attentionNorm,
    DenseLayer widen,
    DenseLayer narrow,
    LayerNorm outputNorm) {

  static TransformerLayer read(NpzFile file, String name, int size, int width) throws IOException {
    return new TransformerLayer(
        AttentionHead.read(file, name + ".self_attn", size),
        LayerNorm.read(file, name + ".self_attn_layer_norm", size),
        DenseLayer.read(file, name + ".fc1", size, width),
        DenseLayer.read(file, name + ".fc2", width, size),
        LayerNorm.read(file, name + ".final_layer_norm", size));
  }

  float[] attend(float[] x, AttentionHead.Memory memory) {
    return attentionNorm.apply(x, attention.attend(x, memory));
  }

  float[] feedForward(float[] x) {
    float[] wide = widen.apply(x);
    for (int i = 0; i < wide.length; i++) {
      wide[i] = gelu(wide[i]);
    }
    return outputNorm.apply(x, narrow.apply(wide));
  }

  /** x·Φ(x) with the error function of Abramowitz and Stegun 7.1.26, exact to 1.5e-7. */
  private static float gelu(float x) {
    double z = Math.abs(x) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * z);
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double erf = Math.copySign(1 - polynomial * Math.exp(-z * z), x);
    return (float) (0.5 * x * (1 + erf));
  }
}
