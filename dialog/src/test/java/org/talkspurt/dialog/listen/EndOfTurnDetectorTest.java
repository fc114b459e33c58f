package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.settings.EndOfTurnSettings;

class EndOfTurnDetectorTest {
  private static final int WINDOW = 512;
  private static final long MS = 1_000_000;

  private long loudUntil = Long.MAX_VALUE;
  private final EndOfTurnDetector detector =
      new EndOfTurnDetector(EndOfTurnSettings.defaults(), this::samples);
  private long position;

  private short[] samples(long from, long to) {
    short[] samples = new short[(int) (to - from)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (from + i < loudUntil ? 2_000 : 3);
    }
    return samples;
  }

  private void windows(double... probabilities) {
    for (double p : probabilities) {
      position += WINDOW;
      detector.onVoiceActivity(position, WINDOW, (float) p, position / 16 * MS);
    }
  }

  private EndOfTurn judgement(WordCue words) {
    return detector.judge(new Evidence(words, ExpectedAnswer.ANYTHING, OptionalDouble.empty(), 0));
  }

  @Test
  void oneLoudWindowIsNoUtterance() {
    windows(0.1, 0.9, 0.1, 0.8, 0.1);
    assertThat(detector.hasUtterance()).isFalse();
  }

  @Test
  void anUtteranceBeginsWithItsFirstLoudWindow() {
    windows(0.1, 0.1, 0.6, 0.7);
    assertThat(detector.speaking()).isTrue();
    assertThat(detector.utterance().startPosition()).isEqualTo(2 * WINDOW);
    assertThat(detector.recognizeFrom()).isZero();
  }

  @Test
  void hesitantProbabilitiesKeepAnUtteranceGoingButBeginNone() {
    windows(0.4, 0.4, 0.4, 0.4);
    assertThat(detector.hasUtterance()).isFalse();
    windows(0.9, 0.9, 0.4, 0.4);
    assertThat(detector.speaking()).isTrue();
  }

  @Test
  void theEndIsWhereTheSoundEndsNotWhereTheDetectorNoticed() {
    loudUntil = 5 * WINDOW + 100;
    windows(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.7, 0.2, 0.1);

    assertThat(detector.utterance().endPosition()).isCloseTo(loudUntil, within(320L));
    assertThat(detector.utterance().silenceReportedNs()).isEqualTo(8 * WINDOW / 16 * MS);
  }

  @Test
  void speculatesAfterTwoSilentWindowsAtTheEarliest() {
    loudUntil = 3 * WINDOW;
    windows(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1);
    assertThat(detector.silentSamples()).isEqualTo(4 * WINDOW);
    assertThat(detector.worthSpeculating()).isFalse();
    windows(0.1);
    assertThat(detector.worthSpeculating()).isTrue();
  }

  @Test
  void endsAfterAsMuchSilenceAsTheWordsCallFor() {
    loudUntil = 4 * WINDOW;
    windows(0.9, 0.9, 0.9, 0.9);
    windows(new double[50]);
    long lastNs = loudUntil / 16 * MS;

    for (WordCue words : WordCue.values()) {
      EndOfTurn judgement = judgement(words);
      long neededNs = judgement.silence().toNanos();
      assertThat(detector.ended(judgement, lastNs, lastNs + neededNs - 1)).isFalse();
      assertThat(detector.ended(judgement, lastNs, lastNs + neededNs))
          .as("%s", words)
          .isEqualTo(neededNs < 1_600 * MS);
    }
  }

  @Test
  void aCallerWhoHasPausedIsWaitedForLonger() {
    EndOfTurn before = detector.judge(evidenceOfHabit());
    windows(0.9, 0.9, 0.9);
    windows(new double[12]);
    windows(0.9, 0.9, 0.9);
    EndOfTurn after = detector.judge(evidenceOfHabit());

    assertThat(after.silence()).isGreaterThan(before.silence());
    windows(new double[12]);
    detector.taken();
    assertThat(detector.habit()).isGreaterThan(-1);
  }

  private Evidence evidenceOfHabit() {
    return new Evidence(
        WordCue.SENTENCE, ExpectedAnswer.ANYTHING, OptionalDouble.empty(), detector.habit());
  }

  @Test
  void timeAloneEndsNothingWhileVoiceActivityIsLate() {
    loudUntil = 4 * WINDOW;
    windows(0.9, 0.9, 0.9, 0.9, 0.1, 0.1);
    long lastNs = loudUntil / 16 * MS;

    assertThat(detector.ended(judgement(WordCue.QUESTION), lastNs, lastNs + 900 * MS)).isFalse();
    windows(0.1, 0.1, 0.1, 0.1);
    assertThat(detector.ended(judgement(WordCue.QUESTION), lastNs, lastNs + 900 * MS)).isTrue();
  }

  @Test
  void aCallerWhoMayBeGoingOnHasNotEnded() {
    loudUntil = 4 * WINDOW;
    windows(0.9, 0.9, 0.9, 0.9);
    windows(new double[12]);
    windows(0.8);
    long lastNs = loudUntil / 16 * MS;
    assertThat(detector.ended(judgement(WordCue.QUESTION), lastNs, lastNs + 900 * MS)).isFalse();

    windows(0.1);
    assertThat(detector.ended(judgement(WordCue.QUESTION), lastNs, lastNs + 900 * MS)).isTrue();
    assertThat(detector.utterance().endPosition()).isEqualTo(loudUntil);
  }

  @Test
  void anUtteranceThatGoesOnKeepsItsStart() {
    windows(0.9, 0.9, 0.1, 0.1, 0.1, 0.1, 0.9, 0.9);

    assertThat(detector.speaking()).isTrue();
    assertThat(detector.utterance().startPosition()).isZero();
    assertThat(detector.utterance().speechSamples()).isEqualTo(4 * WINDOW);
    detector.reset();
    assertThat(detector.hasUtterance()).isFalse();
    assertThat(detector.silentSamples()).isZero();
  }
}
