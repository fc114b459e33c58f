package org.talkspurt.dialog.settings;

import static org.talkspurt.dialog.settings.Expect.expect;
import static org.talkspurt.dialog.settings.Expect.within;

import java.time.Duration;

/**
 * When a caller counts as having finished. Silences are counted from the last sample of speech.
 *
 * @param startProbability P(speech) from which a window begins or continues an utterance, 0..1
 * @param endProbability P(speech) below which a window is silence, 0..{@code startProbability}
 * @param startWindows windows in a row that begin an utterance
 * @param speculateAfter silence after which the words are recognised and an answer is prepared
 * @param complete silence that ends a turn whose words look complete
 * @param neutral silence that ends a turn whose words tell nothing
 * @param unfinished silence that ends a turn whose words look unfinished, or that has none yet
 * @param shortAnswerGain how much sooner a turn ends where a short answer is expected
 * @param lead how much before the first window of speech recognition begins: soft onsets
 */
public record EndOfTurnSettings(
    float startProbability,
    float endProbability,
    int startWindows,
    Duration speculateAfter,
    Duration complete,
    Duration neutral,
    Duration unfinished,
    Duration shortAnswerGain,
    Duration lead) {

  public EndOfTurnSettings {
    expect(
        startProbability > 0 && startProbability < 1,
        "start-probability",
        startProbability,
        "between 0 and 1");
    expect(
        endProbability > 0 && endProbability <= startProbability,
        "end-probability",
        endProbability,
        "above 0, at most start-probability " + startProbability);
    expect(startWindows >= 1 && startWindows <= 10, "start-windows", startWindows, "1 to 10");
    expect(within(speculateAfter, 32, 1_000), "speculate-after", speculateAfter, "32 ms to 1 s");
    expect(within(complete, 100, 2_000), "complete", complete, "0.1 s to 2 s");
    expect(
        within(neutral, complete.toMillis(), 3_000),
        "neutral",
        neutral,
        "complete " + complete + " to 3 s");
    expect(
        within(unfinished, neutral.toMillis(), 5_000),
        "unfinished",
        unfinished,
        "neutral " + neutral + " to 5 s");
    expect(
        within(shortAnswerGain, 0, complete.toMillis() - 100),
        "short-answer-gain",
        shortAnswerGain,
        "0 to 0.1 s less than complete " + complete);
    expect(within(lead, 0, 1_000), "lead", lead, "0 to 1 s");
  }

  /** What suits a telephone call. */
  public static EndOfTurnSettings defaults() {
    return new EndOfTurnSettings(
        0.5f,
        0.35f,
        2,
        Duration.ofMillis(100),
        Duration.ofMillis(280),
        Duration.ofMillis(480),
        Duration.ofMillis(1_300),
        Duration.ofMillis(60),
        Duration.ofMillis(200));
  }

  EndOfTurnSettings withSilences(
      Duration newComplete, Duration newNeutral, Duration newUnfinished) {
    Duration mostGain = newComplete.minusMillis(100);
    return new EndOfTurnSettings(
        startProbability,
        endProbability,
        startWindows,
        speculateAfter,
        newComplete,
        newNeutral,
        newUnfinished,
        shortAnswerGain.compareTo(mostGain) > 0 ? mostGain : shortAnswerGain,
        lead);
  }
}
