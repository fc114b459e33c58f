package org.talkspurt.dialog.agent.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YesNoTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes.",
        "Yeah",
        "yep, that's right",
        "Correct.",
        "That's correct",
        "Sure",
        "OK",
        "Okay, fine",
        "sounds good",
        "that works for me",
        "yes please",
        "Perfect, thank you",
        "Exactly.",
        "uh huh",
        "Yes, that is right.",
        "Right",
        "go ahead",
        "please do"
      })
  void hearsYes(String said) {
    assertThat(YesNo.of(Words.of(said))).isEqualTo(YesNo.YES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No.",
        "Nope",
        "Know.",
        "no, that's wrong",
        "That's not right",
        "not quite",
        "incorrect",
        "No thanks",
        "no thank you",
        "that doesn't work",
        "nah",
        "not really",
        "I'd rather not"
      })
  void hearsNo(String said) {
    assertThat(YesNo.of(Words.of(said))).isEqualTo(YesNo.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"No, that's fine", "Thursday", "um", "", "what did you say", "you know"})
  void leavesTheRestOpen(String said) {
    assertThat(YesNo.of(Words.of(said))).isEqualTo(YesNo.UNCLEAR);
  }
}
