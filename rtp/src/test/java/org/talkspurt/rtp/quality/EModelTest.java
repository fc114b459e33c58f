package org.talkspurt.rtp.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.talkspurt.rtp.quality.CodecImpairment.G711_CONCEALED;
import static org.talkspurt.rtp.quality.EModel.RANDOM_LOSS;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the values that ITU-T has published; they are rounded, and some were measured. */
class EModelTest {

  /** G.113 Appendix I: Ie 11, Bpl 19.0. */
  private static final CodecImpairment G729A = new CodecImpairment(11, 19);

  /** G.107 Table B.1. */
  @ParameterizedTest
  @CsvSource({"90, 4.34", "80, 4.03", "70, 3.60", "60, 3.10", "50, 2.58"})
  void opinionsAreThoseOfAnnexB(double rating, double published) {
    assertThat(EModel.mos(rating)).isCloseTo(published, offset(0.01));
  }

  /** G.107 §7.7: default values give a rating of 93.2, and that a MOS of 4.41. */
  @Test
  void aCallWithoutDelayAndLossHasTheDefaultRating() {
    double rating = EModel.rating(0, 0, RANDOM_LOSS, G711_CONCEALED);

    assertThat(rating).isEqualTo(93.2);
    assertThat(EModel.mos(rating)).isCloseTo(4.41, offset(0.005));
  }

  /** The table of Idd over one-way delay in G.113 (02/96), which the formula came after. */
  @ParameterizedTest
  @CsvSource({
    "100, 0", "150, 0", "200, 3", "250, 10", "300, 15", "400, 25", "500, 30", "600, 35", "800, 40"
  })
  void delayImpairsAsPublished(double oneWayDelayMs, double published) {
    assertThat(EModel.delayImpairment(oneWayDelayMs)).isCloseTo(published, offset(1.1));
  }

  /** Ie of G.711 with concealment over random loss, as measured for G.113 Appendix I (12/98). */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 5", "2, 7", "3, 10", "5, 15", "7, 20", "10, 25", "15, 35", "20, 45"})
  void lossImpairsAsMeasured(double lossPercent, double measured) {
    assertThat(EModel.equipmentImpairment(lossPercent, RANDOM_LOSS, G711_CONCEALED))
        .isCloseTo(measured, offset(3.0));
  }

  /** By hand from §7.5: 11 + 84 · 2 / (2 + 19) = 19, and 11 + 84 · 2 / (2 / 2 + 19) = 19.4. */
  @Test
  void aCodecThatImpairsByItselfStartsLowerAndBurstsMakeItWorse() {
    assertThat(EModel.rating(50, 2, RANDOM_LOSS, G729A)).isCloseTo(93.2 - 19, offset(1e-9));
    assertThat(EModel.rating(50, 2, 2, G729A)).isCloseTo(93.2 - 19.4, offset(1e-9));
  }

  @Property
  void moreDelayIsNeverBetter(
      @ForAll @DoubleRange(max = 10_000) double delayMs,
      @ForAll @DoubleRange(max = 1_000) double moreMs,
      @ForAll @DoubleRange(max = 100) double lossPercent) {
    assertThat(mos(delayMs + moreMs, lossPercent, 1))
        .isLessThanOrEqualTo(mos(delayMs, lossPercent, 1));
  }

  @Property
  void moreLossIsNeverBetter(
      @ForAll @DoubleRange(max = 1_000) double delayMs,
      @ForAll @DoubleRange(max = 50) double lossPercent,
      @ForAll @DoubleRange(max = 50) double morePercent,
      @ForAll @DoubleRange(min = 0.1, max = 20) double burstRatio) {
    assertThat(mos(delayMs, lossPercent + morePercent, burstRatio))
        .isLessThanOrEqualTo(mos(delayMs, lossPercent, burstRatio));
  }

  @Property
  void noOpinionIsOutsideTheScale(@ForAll @DoubleRange(min = -500, max = 500) double rating) {
    assertThat(EModel.mos(rating)).isBetween(1.0, EModel.MAX_MOS);
  }

  @Test
  void theEndsOfTheScaleAreReached() {
    assertThat(EModel.mos(-1)).isEqualTo(1);
    assertThat(EModel.mos(3)).isEqualTo(1);
    assertThat(EModel.mos(99.999)).isCloseTo(4.5, offset(0.001));
    assertThat(EModel.mos(101)).isEqualTo(4.5);
  }

  @Test
  void refusesCodecsThatAreNone() {
    assertThatThrownBy(() -> new CodecImpairment(96, 10)).hasMessageContaining("96");
    assertThatThrownBy(() -> new CodecImpairment(0, 0)).hasMessageContaining("lossRobustness");
  }

  private static double mos(double delayMs, double lossPercent, double burstRatio) {
    return EModel.mos(EModel.rating(delayMs, lossPercent, burstRatio, G711_CONCEALED));
  }
}
