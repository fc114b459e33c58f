package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitSourcesTest {

  private static final long MS = 1_000_000;

  private final DigitSources digits = new DigitSources();

  @Test
  void aPhoneThatSendsInfoAloneIsHeard() {
    assertThat(digits.byInfo('1', 0)).isTrue();
    assertThat(digits.byInfo('1', 200 * MS)).isTrue();
  }

  @Test
  void whoSendsKeysInTheMediaIsNotHeardByInfoToo() {
    assertThat(digits.byMedia('1', 0)).isTrue();
    assertThat(digits.byInfo('1', 100 * MS)).isFalse();
    assertThat(digits.byMedia('1', 400 * MS)).isTrue();
    assertThat(digits.byInfo('1', 60_000 * MS)).isFalse();
  }

  @Test
  void anInfoThatOvertakesTheMediaIsNotHeardTwice() {
    assertThat(digits.byInfo('#', 0)).isTrue();
    assertThat(digits.byMedia('#', 20 * MS)).isFalse();
    assertThat(digits.byInfo('#', 300 * MS)).isFalse();
    assertThat(digits.byMedia('#', 320 * MS)).isTrue();
  }

  @Test
  void anotherKeyOrALaterOneIsNoDouble() {
    assertThat(digits.byInfo('1', 0)).isTrue();
    assertThat(digits.byMedia('2', 20 * MS)).isTrue();
    DigitSources other = new DigitSources();
    assertThat(other.byInfo('1', 0)).isTrue();
    assertThat(other.byMedia('1', 150 * MS)).isTrue();
  }
}
