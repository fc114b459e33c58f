package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.agent.ExpectedAnswer;

class TranscriptCuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "When do you open?",
        "I'd like to book a cleaning.",
        "Yes.",
        "No, thanks.",
        "Hello?",
        "Yes, it is.",
        "My number is 555 123 4567."
      })
  void complete(String text) {
    assertThat(TranscriptCues.judge(text, ExpectedAnswer.ANYTHING))
        .isEqualTo(Completeness.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'd like an appointment on Tuesday and",
        "I'd like an appointment on Tuesday, and.",
        "My number is",
        "My number is.",
        "My number is 555",
        "Um,",
        "Um.",
        "Well, I think,",
        "Could I have the",
        "I’d like to.",
        "It was on the-",
        "So..."
      })
  void unfinished(String text) {
    assertThat(TranscriptCues.judge(text, ExpectedAnswer.ANYTHING))
        .isEqualTo(Completeness.UNFINISHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "...",
        "Tuesday.",
        "A cleaning",
        "at half past three",
        "Where are you from?"
      })
  void neutral(String text) {
    assertThat(TranscriptCues.judge(text, ExpectedAnswer.ANYTHING)).isEqualTo(Completeness.NEUTRAL);
  }

  @ParameterizedTest
  @CsvSource({
    "five five five, UNFINISHED",
    "555-12, UNFINISHED",
    "five five five one two three four, NEUTRAL",
    "555-123-4567., COMPLETE",
    "oh two oh nine four six oh one two three, COMPLETE"
  })
  void aNumberIsCompleteWhenItHasItsDigits(String text, Completeness expected) {
    assertThat(TranscriptCues.judge(text, ExpectedAnswer.NUMBER)).isEqualTo(expected);
  }

  @Test
  void aWordOrTwoAreCompleteWhereFewAreExpected() {
    assertThat(TranscriptCues.judge("Tuesday.", ExpectedAnswer.SHORT))
        .isEqualTo(Completeness.COMPLETE);
    assertThat(TranscriptCues.judge("On", ExpectedAnswer.SHORT)).isEqualTo(Completeness.UNFINISHED);
  }

  @Test
  void aTimeIsNoTelephoneNumber() {
    assertThat(TranscriptCues.judge("I come at three o'clock.", ExpectedAnswer.ANYTHING))
        .isEqualTo(Completeness.COMPLETE);
  }
}
