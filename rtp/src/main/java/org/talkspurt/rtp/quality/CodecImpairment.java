package org.talkspurt.rtp.quality;

/**
 * What a codec costs on the E-model's scale, by the planning values of ITU-T G.113 (11/2007)
 * Appendix I, Table I.4.
 *
 * @param equipmentImpairment Ie, the impairment without packet loss, 0 to 95
 * @param lossRobustness Bpl, percent of random loss at which half of what is left is gone; above 0
 */
public record CodecImpairment(double equipmentImpairment, double lossRobustness) {

  /**
   * G.711 with the concealment of its Appendix I, for packets of 10 ms. Without concealment Bpl
   * would be 4.3: 1 % of loss then costs 18 on the scale, with it 3.6.
   */
  public static final CodecImpairment G711_CONCEALED = new CodecImpairment(0, 25.1);

  /**
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public CodecImpairment {
    if (!(equipmentImpairment >= 0 && equipmentImpairment <= EModel.MAX_EQUIPMENT_IMPAIRMENT)) {
      throw new IllegalArgumentException(
          "equipmentImpairment: " + equipmentImpairment + " (expected: 0 to 95)");
    }
    if (!(lossRobustness > 0)) {
      throw new IllegalArgumentException("lossRobustness: " + lossRobustness + " (expected: > 0)");
    }
  }
}
