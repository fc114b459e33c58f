package org.talkspurt.dialog.listen;

import java.time.Duration;
import java.util.Locale;
import org.talkspurt.dialog.settings.EndOfTurnSettings;

/**
 * How sure it is that the caller has finished, and how much silence that calls for.
 *
 * @param probability P(finished), 0..1, the agent's patience taken into account
 * @param silence what ends the turn, counted from the last sample of speech
 */
public record EndOfTurn(Evidence evidence, double probability, Duration silence) {

  static EndOfTurn of(Evidence evidence, EndOfTurnSettings settings) {
    double logOdds = evidence.logOdds() - settings.patience();
    double probability = 1 / (1 + Math.exp(-logOdds));
    // Nothing can be answered before the words are there; for ever nobody waits for them.
    Duration silence =
        evidence.words() == WordCue.UNKNOWN
            ? settings.longest().dividedBy(2)
            : silence(probability, settings);
    return new EndOfTurn(evidence, probability, silence);
  }

  /** From the longest silence at 0 to the shortest at 1, by equal factors. */
  private static Duration silence(double probability, EndOfTurnSettings settings) {
    double longest = settings.longest().toNanos();
    double ratio = settings.shortest().toNanos() / longest;
    return Duration.ofNanos(Math.round(longest * Math.pow(ratio, probability)));
  }

  /** For a turn's record: no caller data. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s: P %.2f, silence %d ms",
        evidence.describe(),
        probability,
        silence.toMillis());
  }
}
