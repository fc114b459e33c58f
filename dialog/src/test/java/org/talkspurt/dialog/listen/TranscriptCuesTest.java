package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.agent.ExpectedAnswer;

class TranscriptCuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          When do you open?                      | QUESTION
          Hello?                                 | CLOSED_ANSWER
          How much?                              | QUESTION
          I'd like to book a cleaning.           | SENTENCE
          Yes, it is.                            | SENTENCE
          I come at three o'clock.               | SENTENCE
          Yes.                                   | CLOSED_ANSWER
          No, thanks.                            | CLOSED_ANSWER
          My number is 555 123 4567.             | NUMBER_WHOLE
          My number is 555                       | NUMBER_BEGUN
          It's 617555.                           | NUMBER_BEGUN
          Tuesday.                               | FRAGMENT
          A cleaning                             | FRAGMENT
          at half past three                     | FRAGMENT
          Where are you from?                    | OPEN_QUESTION
          Can you tell me?                       | OPEN_QUESTION
          And could you tell me how much?        | OPEN_QUESTION
          I'd like an appointment on Tuesday and | OPEN
          I'd like an appointment on Tuesday, and. | OPEN
          My number is                           | OPEN
          My number is.                          | OPEN
          Um,                                    | OPEN
          Um.                                    | OPEN
          Could I have the                       | OPEN
          I’d like to.                           | OPEN
          It was on the-                         | OPEN
          So...                                  | OPEN
          Well, I guess,                         | OPEN
          Well, maybe,                           | CUT_OFF
          ...                                    | WORDLESS
          """)
  void theLastWordsTell(String text, WordCue expected) {
    assertThat(TranscriptCues.judge(text, ExpectedAnswer.ANYTHING)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void noWordsTellNothing(String text) {
    assertThat(TranscriptCues.judge(text, ExpectedAnswer.ANYTHING)).isEqualTo(WordCue.WORDLESS);
  }

  @ParameterizedTest
  @CsvSource({
    "five five five, NUMBER_BEGUN",
    "555-12, NUMBER_BEGUN",
    "five five five one two three four, NUMBER_LONG",
    "555-123-4567., NUMBER_WHOLE",
    "oh two oh nine four six oh one two three, NUMBER_WHOLE"
  })
  void aNumberIsCompleteWhenItHasItsDigits(String text, WordCue expected) {
    assertThat(TranscriptCues.judge(text, ExpectedAnswer.NUMBER)).isEqualTo(expected);
  }

  @Test
  void aWordOrTwoAreAnAnswerWhereFewAreExpected() {
    assertThat(TranscriptCues.judge("Tuesday.", ExpectedAnswer.SHORT)).isEqualTo(WordCue.ANSWER);
    assertThat(TranscriptCues.judge("On", ExpectedAnswer.SHORT)).isEqualTo(WordCue.OPEN);
  }
}
