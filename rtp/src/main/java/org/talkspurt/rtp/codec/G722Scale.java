package org.talkspurt.rtp.codec;

/**
 * The quantizer's scale factor of one sub-band (ITU-T G.722 §3.5, block 3): kept as a logarithm
 * that leaks and is moved by every code, looked up as a step.
 */
final class G722Scale {

  /** 2048 · 2^(i/32), as the Recommendation rounds it (table 14/G.722, ILB). */
  private static final int[] POWERS = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  private final int maxLogarithm;
  private final int shift;
  private int logarithm;
  private int step;

  private G722Scale(int maxLogarithm, int shift) {
    this.maxLogarithm = maxLogarithm;
    this.shift = shift;
    this.step = stepOf(0);
  }

  static G722Scale ofLowerBand() {
    return new G722Scale(18_432, 8);
  }

  static G722Scale ofHigherBand() {
    return new G722Scale(22_528, 10);
  }

  /** What a quantizer's level is multiplied with. */
  int step() {
    return step;
  }

  /**
   * @param weight of the code that was just quantized to
   */
  void update(int weight) {
    logarithm = Math.clamp(((logarithm * 127) >> 7) + weight, 0, maxLogarithm);
    step = stepOf(logarithm);
  }

  private int stepOf(int log) {
    int power = POWERS[(log >> 6) & 31];
    int down = shift - (log >> 11);
    return (down < 0 ? power << -down : power >> down) << 2;
  }
}
