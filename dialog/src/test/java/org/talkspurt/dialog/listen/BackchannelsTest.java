package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.agent.ExpectedAnswer;

class BackchannelsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Okay.",
        "Mm-hm.",
        "Uh-huh.",
        "Oh, I see.",
        "Yeah, yeah.",
        "You",
        "",
        "All right."
      })
  void leavesTheFloorToTheBot(String text) {
    assertThat(Backchannels.isBackchannel(text, ExpectedAnswer.ANYTHING)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"No.", "Stop.", "Okay, but when?", "Yeah yeah yeah yeah yeah.", "I", "See you."})
  void takesTheFloor(String text) {
    assertThat(Backchannels.isBackchannel(text, ExpectedAnswer.ANYTHING)).isFalse();
  }

  @Test
  void isAnAnswerWhereAShortOneIsExpected() {
    assertThat(Backchannels.isBackchannel("Mm-hm.", ExpectedAnswer.SHORT)).isFalse();
    assertThat(Backchannels.isBackchannel("Okay.", ExpectedAnswer.SHORT)).isFalse();
    assertThat(Backchannels.isBackchannel("Um.", ExpectedAnswer.SHORT)).isTrue();
  }

  @Test
  void hesitationsAndTheWordThatRecognizersMakeOfNoiseAreWordless() {
    assertThat(Backchannels.isWordless("You")).isTrue();
    assertThat(Backchannels.isWordless("Um, uh…")).isTrue();
    assertThat(Backchannels.isWordless("Uh-huh.")).isFalse();
    assertThat(Backchannels.isWordless("You open?")).isFalse();
  }
}
