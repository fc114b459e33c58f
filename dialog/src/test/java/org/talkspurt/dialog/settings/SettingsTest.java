package org.talkspurt.dialog.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void aBadValueIsNamedWithWhatWasExpected() {
    EndOfTurnSettings d = EndOfTurnSettings.defaults();
    assertThatThrownBy(
            () ->
                new EndOfTurnSettings(
                    d.startProbability(),
                    d.endProbability(),
                    d.startWindows(),
                    d.speculateAfter(),
                    d.complete(),
                    Duration.ofMillis(100),
                    d.unfinished(),
                    d.shortAnswerGain(),
                    d.lead()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("neutral: PT0.1S (expected: complete PT0.28S to 3 s)");
  }

  @Test
  void probabilitiesAreInOrder() {
    EndOfTurnSettings d = EndOfTurnSettings.defaults();
    assertThatThrownBy(
            () ->
                new EndOfTurnSettings(
                    0.3f,
                    0.5f,
                    d.startWindows(),
                    d.speculateAfter(),
                    d.complete(),
                    d.neutral(),
                    d.unfinished(),
                    d.shortAnswerGain(),
                    d.lead()))
        .hasMessageContaining("end-probability: 0.5");
  }

  @Test
  void anEmptyAnnouncementIsRefused() {
    assertThatThrownBy(() -> new Announcements("Wait.", " ", "Bye."))
        .hasMessage("say-again: \"\" (expected: a sentence)");
  }
}
