package org.talkspurt.dialog.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberWordsTest {

  @Test
  void readsTheLargestAmountAndTheSmallest() {
    assertThat(NumberWords.cardinal(0)).isEqualTo("zero");
    assertThat(NumberWords.cardinal(999_999_999_999_999L))
        .startsWith("nine hundred ninety-nine trillion")
        .endsWith("nine hundred ninety-nine");
    assertThat(NumberWords.cardinal(1_000_000_000_001L)).isEqualTo("one trillion one");
  }

  @Test
  void formsIrregularOrdinals() {
    assertThat(NumberWords.ordinal(0)).isEqualTo("zeroth");
    assertThat(NumberWords.ordinal(5)).isEqualTo("fifth");
    assertThat(NumberWords.ordinal(12)).isEqualTo("twelfth");
    assertThat(NumberWords.ordinal(40)).isEqualTo("fortieth");
    assertThat(NumberWords.ordinal(122)).isEqualTo("one hundred twenty-second");
    assertThat(NumberWords.ordinal(1_000)).isEqualTo("one thousandth");
  }

  @Test
  void readsYearsInPairsExceptAtTheTurnOfTheMillennium() {
    assertThat(NumberWords.year(1999)).isEqualTo("nineteen ninety-nine");
    assertThat(NumberWords.year(1906)).isEqualTo("nineteen oh six");
    assertThat(NumberWords.year(1900)).isEqualTo("nineteen hundred");
    assertThat(NumberWords.year(2000)).isEqualTo("two thousand");
    assertThat(NumberWords.year(2009)).isEqualTo("two thousand nine");
    assertThat(NumberWords.year(2010)).isEqualTo("twenty ten");
  }

  @Test
  void readsMoreDigitsThanAnybodyCountsOneByOne() {
    assertThat(NumberWords.amount("1234567890123456")).startsWith("one two three, four five six");
  }
}
