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
                    d.shortest(),
                    Duration.ofMillis(100),
                    d.patience(),
                    d.lead()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("longest: PT0.1S (expected: shortest PT0.16S to 5 s)");
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
                    d.shortest(),
                    d.longest(),
                    d.patience(),
                    d.lead()))
        .hasMessageContaining("end-probability: 0.5");
  }

  @Test
  void anEmptyAnnouncementIsRefused() {
    assertThatThrownBy(() -> new Announcements("Wait.", " ", "Bye."))
        .hasMessage("say-again: \"\" (expected: a sentence)");
  }
}
