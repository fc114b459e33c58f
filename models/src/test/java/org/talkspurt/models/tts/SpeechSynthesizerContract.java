package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.spi.Speech;
import org.talkspurt.dialog.spi.SpeechSynthesizer;

/** What a reply relies on, whichever voice speaks it. Loading is slow: one voice for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SpeechSynthesizerContract {

  private static final String CLAUSE = "Sure, I can help you with that.";

  /** 0 dBm0 in 16-bit units, see SpeechLevel. */
  private static final double AUDIBLE_RMS = 16_140 * Math.pow(10, -50 / 20.0);

  private SpeechSynthesizer synthesizer;

  abstract SpeechSynthesizer newSynthesizer();

  /** Active speech level that the voice is set to, dBm0. */
  abstract double levelDbm0();

  @BeforeAll
  void open() {
    synthesizer = newSynthesizer();
  }

  @AfterAll
  void close() {
    synthesizer.close();
  }

  SpeechSynthesizer synthesizer() {
    return synthesizer;
  }

  @Test
  void hasAName() {
    assertThat(synthesizer.voice()).isNotBlank();
  }

  @Test
  void speaksForAsLongAsThatTakes() {
    assertThat(seconds(synthesizer.synthesize(CLAUSE))).isBetween(1.2, 3.0);
    assertThat(seconds(synthesizer.synthesize("Yes."))).isBetween(0.15, 1.2);
    assertThat(seconds(synthesizer.synthesize("one two three four five six seven eight nine ten")))
        .isBetween(2.0, 6.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "\n\t", ".", "?! ...", "—", "😀", "你好", "\u0000\u0007", "\u0301"})
  void saysNothingWhereThereIsNothingToSay(String text) {
    var speech = synthesizer.synthesize(text);

    assertThat(speech.samples()).isEmpty();
    assertThat(speech.sampleRateHz()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hi 😀 there",
        "naïve Zoë",
        "ﬁne ŉ ß ø",
        "you said 你好 to me",
        "tab\tand\u0000null",
        "<speak>hello</speak>",
        "a",
        "I",
        "'",
        "it's o'clock''",
        "-twenty--four-",
        "B12 3rd"
      })
  void takesOddCharacters(String text) {
    assertThat(synthesizer.synthesize(text).samples().length)
        .isLessThan(synthesizer.synthesize(CLAUSE).sampleRateHz() * 6);
  }

  @Test
  void boundsALongText() {
    var speech = synthesizer.synthesize("word ".repeat(2_000));

    assertThat(seconds(speech)).isBetween(15.0, 150.0);
  }

  @Test
  void speaksAnewEachTime() {
    short[] first = synthesizer.synthesize(CLAUSE).samples();
    short[] copy = first.clone();
    short[] second = synthesizer.synthesize(CLAUSE).samples();

    assertThat(second).isNotSameAs(first);
    assertThat(first).isEqualTo(copy);
    assertThat((double) second.length).isCloseTo(first.length, within(first.length * 0.25));
  }

  @ParameterizedTest
  @ValueSource(strings = {CLAUSE, "Hello.", "We open at eight thirty.", "four two four two"})
  void speaksAtTheLevelWithoutClipping(String clause) {
    var speech = synthesizer.synthesize(clause);
    float[] samples = new float[speech.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = speech.samples()[i];
    }

    double levelDbm0 =
        20 * Math.log10(SpeechLevel.activeRms(samples, speech.sampleRateHz()) / 16_140);
    assertThat(levelDbm0).isCloseTo(levelDbm0(), within(1.0));
    assertThat(speech.samples()).doesNotContain(Short.MAX_VALUE, Short.MIN_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {CLAUSE, "Fine.", "Hello?", "so we will see you then,"})
  void hasNoSilenceAtItsEnds(String clause) {
    var speech = synthesizer.synthesize(clause);
    int window = speech.sampleRateHz() / 200;
    int twentyMs = speech.sampleRateHz() / 50;
    short[] samples = speech.samples();

    assertThat(firstAudible(samples, window)).isLessThanOrEqualTo(twentyMs);
    assertThat(firstAudible(reversed(samples), window)).isLessThanOrEqualTo(twentyMs + window);
    assertThat(Math.abs(samples[0])).isLessThan((short) 200);
    assertThat(Math.abs(samples[samples.length - 1])).isLessThan((short) 200);
  }

  private static int firstAudible(short[] samples, int window) {
    for (int start = 0; start + window <= samples.length; start++) {
      double sum = 0;
      for (int i = start; i < start + window; i++) {
        sum += samples[i] * (double) samples[i];
      }
      if (Math.sqrt(sum / window) >= AUDIBLE_RMS) {
        return start;
      }
    }
    return samples.length;
  }

  private static short[] reversed(short[] samples) {
    short[] reversed = Arrays.copyOf(samples, samples.length);
    for (int i = 0; i < samples.length; i++) {
      reversed[i] = samples[samples.length - 1 - i];
    }
    return reversed;
  }

  private static double seconds(Speech speech) {
    return speech.samples().length / (double) speech.sampleRateHz();
  }
}
