package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.listen.Interruption.Verdict;
import org.talkspurt.dialog.settings.BargeInSettings;

class InterruptionTest {
  private static final long MS = 1_000_000;
  private static final int WINDOW = 512;

  private final Interruption sound = new Interruption(BargeInSettings.defaults(), 0, WINDOW, 0);

  private void speaks(int windows) {
    for (int i = 0; i < windows; i++) {
      sound.onVoiceActivity(WINDOW, 0.9f);
    }
  }

  private void isSilent(int windows) {
    for (int i = 0; i < windows; i++) {
      sound.onVoiceActivity(WINDOW, 0.1f);
    }
  }

  private void partials(String... transcripts) {
    for (String transcript : transcripts) {
      sound.onPartial(transcript, ExpectedAnswer.ANYTHING);
    }
  }

  @Test
  void oneGuessAtHalfAWordDoesNotStopTheBot() {
    speaks(6);
    partials("We can't.", "Okay");

    assertThat(sound.verdict(400 * MS)).isEqualTo(Verdict.PENDING);
  }

  @Test
  void wordsThatStayStopIt() {
    speaks(6);
    partials("What about", "What about Saturdays");

    assertThat(sound.verdict(400 * MS)).isEqualTo(Verdict.STOP);
  }

  @Test
  void aLongOkayIsNoInterruption() {
    speaks(18);
    partials("Okay", "Okay.");

    assertThat(sound.verdict(499 * MS)).isEqualTo(Verdict.PENDING);
    assertThat(sound.verdict(500 * MS)).isEqualTo(Verdict.RESUME);
  }

  @Test
  void aHumThatIsOverIsNoInterruptionThoughHeardOnce() {
    speaks(14);
    partials("", "Mm-hmm,");

    assertThat(sound.verdict(500 * MS)).isEqualTo(Verdict.STOP);

    isSilent(3);
    assertThat(sound.verdict(499 * MS)).isEqualTo(Verdict.PENDING);
    assertThat(sound.verdict(500 * MS)).isEqualTo(Verdict.RESUME);
    assertThat(sound.asksForNothing()).isTrue();
  }

  @Test
  void aWordThatIsOverIsAnInterruptionThoughHeardOnce() {
    speaks(14);
    partials("Mm-hmm,", "Saturday.");
    isSilent(3);

    assertThat(sound.verdict(500 * MS)).isEqualTo(Verdict.STOP);
  }

  @Test
  void halfAnAcknowledgementIsOne() {
    speaks(6);
    partials("Thank", "Thank you");

    assertThat(sound.verdict(400 * MS)).isEqualTo(Verdict.PENDING);
  }

  @Test
  void okayButIsAnInterruption() {
    speaks(18);
    partials("Okay", "Okay, but", "Okay, but what");

    assertThat(sound.verdict(450 * MS)).isEqualTo(Verdict.STOP);
  }

  @Test
  void longSpeechWithoutWordsIsOneToo() {
    speaks(18);

    assertThat(sound.verdict(500 * MS)).isEqualTo(Verdict.STOP);
  }
}
