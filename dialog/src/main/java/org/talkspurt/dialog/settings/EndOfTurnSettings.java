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
 * @param shortest silence that ends a turn that has surely ended
 * @param longest silence that ends a turn that has surely not
 * @param patience taken from the log-odds that the caller has finished, −4..4: above 0 the bot
 *     waits longer and talks over fewer pauses, below 0 it answers sooner
 * @param lead how much before the first window of speech recognition begins: soft onsets
 */
public record EndOfTurnSettings(
    float startProbability,
    float endProbability,
    int startWindows,
    Duration speculateAfter,
    Duration shortest,
    Duration longest,
    double patience,
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
    expect(within(shortest, 100, 1_000), "shortest", shortest, "0.1 s to 1 s");
    expect(
        within(longest, shortest.toMillis(), 5_000),
        "longest",
        longest,
        "shortest " + shortest + " to 5 s");
    expect(patience >= -4 && patience <= 4, "patience", patience, "-4 to 4");
    expect(within(lead, 0, 1_000), "lead", lead, "0 to 1 s");
  }

  /** What suits a telephone call. */
  public static EndOfTurnSettings defaults() {
    return new EndOfTurnSettings(
        0.5f,
        0.35f,
        2,
        Duration.ofMillis(100),
        Duration.ofMillis(160),
        Duration.ofMillis(2_500),
        -1,
        Duration.ofMillis(200));
  }

  /** The same with other silences and another patience. */
  public EndOfTurnSettings with(Duration newShortest, Duration newLongest, double newPatience) {
    return new EndOfTurnSettings(
        startProbability,
        endProbability,
        startWindows,
        speculateAfter,
        newShortest,
        newLongest,
        newPatience,
        lead);
  }
}
