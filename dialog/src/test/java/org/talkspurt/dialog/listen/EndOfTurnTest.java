package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.settings.EndOfTurnSettings;

class EndOfTurnTest {
  private static final EndOfTurnSettings SETTINGS = evenMinded();

  private static EndOfTurnSettings evenMinded() {
    EndOfTurnSettings usual = EndOfTurnSettings.defaults();
    return usual.with(usual.shortest(), usual.longest(), 0);
  }

  private static EndOfTurn judge(WordCue words, OptionalDouble sound, double habit) {
    return EndOfTurn.of(new Evidence(words, ExpectedAnswer.ANYTHING, sound, habit), SETTINGS);
  }

  private static EndOfTurn judge(WordCue words, double sound) {
    return judge(words, OptionalDouble.of(sound), 0);
  }

  @Test
  void aQuestionThatSoundsFinishedIsAnsweredAtOnce() {
    EndOfTurn judgement = judge(WordCue.QUESTION, 0.99);

    assertThat(judgement.silence()).isBetween(Duration.ofMillis(160), Duration.ofMillis(180));
    assertThat(judgement.describe())
        .isEqualTo(
            "words question +0.5, expected anything, sound 0.99 +3.0, habit +0.0:"
                + " P 0.97, silence 173 ms");
  }

  @Test
  void openWordsAreWaitedForHoweverTheySound() {
    assertThat(judge(WordCue.OPEN, 0.5).silence()).isGreaterThan(Duration.ofMillis(2_000));
    assertThat(judge(WordCue.OPEN, 0.99).silence()).isGreaterThan(Duration.ofMillis(600));
  }

  @Test
  void withoutTheTurnModelTheWordsTell() {
    assertThat(judge(WordCue.SENTENCE, OptionalDouble.empty(), 0).probability())
        .isCloseTo(0.731, within(1e-3));
    assertThat(judge(WordCue.SENTENCE, OptionalDouble.empty(), 0).silence().toMillis())
        .isEqualTo(335);
  }

  @Test
  void wordsThatDoNotComeAreNotWaitedForAsLongAsUnfinishedOnes() {
    assertThat(judge(WordCue.UNKNOWN, 0.99).silence()).isEqualTo(Duration.ofMillis(1_250));
  }

  @Test
  void aSureModelIsNoDivisionByZero() {
    assertThat(judge(WordCue.SENTENCE, 1).probability()).isBetween(0.9, 1.0);
    assertThat(judge(WordCue.SENTENCE, 0).probability()).isBetween(0.0, 0.3);
  }

  @Property
  void moreEvidenceForAnEndNeverLengthensTheSilence(
      @ForAll WordCue words,
      @ForAll @DoubleRange(min = 0, max = 1) double sound,
      @ForAll @DoubleRange(min = 0, max = 1) double otherSound,
      @ForAll @DoubleRange(min = -1, max = 0.5) double habit,
      @ForAll @DoubleRange(min = -1, max = 0.5) double otherHabit) {
    EndOfTurn less =
        judge(words, OptionalDouble.of(Math.min(sound, otherSound)), Math.min(habit, otherHabit));
    EndOfTurn more =
        judge(words, OptionalDouble.of(Math.max(sound, otherSound)), Math.max(habit, otherHabit));

    assertThat(more.silence()).isLessThanOrEqualTo(less.silence());
    assertThat(less.silence()).isBetween(SETTINGS.shortest(), SETTINGS.longest());
  }

  @Property
  void wordsThatSpeakForAnEndNeverLengthenTheSilence(
      @ForAll WordCue words,
      @ForAll WordCue otherWords,
      @ForAll @DoubleRange(min = 0, max = 1) double sound) {
    if (words != WordCue.UNKNOWN
        && otherWords != WordCue.UNKNOWN
        && words.logOdds() <= otherWords.logOdds()) {
      assertThat(judge(otherWords, sound).silence())
          .isLessThanOrEqualTo(judge(words, sound).silence());
    }
  }

  @Property
  void patienceNeverShortensTheSilence(
      @ForAll @DoubleRange(min = -4, max = 4) double patience,
      @ForAll @DoubleRange(min = -4, max = 4) double otherPatience) {
    Evidence evidence = Evidence.of("I need a cleaning.", ExpectedAnswer.ANYTHING);
    EndOfTurn hasty = EndOfTurn.of(evidence, patient(Math.min(patience, otherPatience)));
    EndOfTurn patient = EndOfTurn.of(evidence, patient(Math.max(patience, otherPatience)));

    assertThat(patient.silence()).isGreaterThanOrEqualTo(hasty.silence());
  }

  private static EndOfTurnSettings patient(double patience) {
    return SETTINGS.with(SETTINGS.shortest(), SETTINGS.longest(), patience);
  }
}
