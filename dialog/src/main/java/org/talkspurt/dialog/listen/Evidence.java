package org.talkspurt.dialog.listen;

import java.util.Locale;
import java.util.OptionalDouble;
import org.talkspurt.dialog.agent.ExpectedAnswer;

/**
 * What speaks for or against a caller having finished, besides silence. Each part adds to the
 * logarithm of the odds; the silence that ends the turn depends on the sum.
 *
 * @param words what the words tell; {@link WordCue#UNKNOWN} until they are there
 * @param expected what the bot had asked for
 * @param sound P(finished) by the turn model, 0..1; empty without one, and until it has judged
 * @param habit how this caller has paused so far, see {@link PauseHabit}
 */
public record Evidence(WordCue words, ExpectedAnswer expected, OptionalDouble sound, double habit) {

  /**
   * The turn model's log-odds at which its word counts for neither: it takes most pauses within a
   * sentence for its end (P 0.8 is usual), and is surer of real ends still (0.98).
   */
  private static final double EVEN = 3;

  /** How much each of the turn model's own log-odds above or below that counts. */
  private static final double SOUND_WEIGHT = 3;

  /** Without the model's word: it mostly says that the caller has finished, and mostly is right. */
  private static final double UNHEARD = 1;

  /** The turn model's word adds at most this. */
  private static final double SURE = 3;

  /**
   * And takes away at most this: one in five finished callers sounds unfinished to it. They wait
   * for somewhat less than a second then, as long as a pause within a sentence mostly is.
   */
  private static final double DOUBTFUL = -1.4;

  /** What a transcript tells; nothing is known of the sound and of the caller. */
  public static Evidence of(String transcript, ExpectedAnswer expected) {
    return new Evidence(
        TranscriptCues.judge(transcript, expected), expected, OptionalDouble.empty(), 0);
  }

  /** Logarithm of the odds that the caller has finished. */
  double logOdds() {
    return words.logOdds() + soundLogOdds() + habit;
  }

  private double soundLogOdds() {
    if (sound.isEmpty()) {
      return UNHEARD;
    }
    double odds = sound.getAsDouble() / (1 - sound.getAsDouble());
    return Math.clamp(SOUND_WEIGHT * (Math.log(odds) - EVEN), DOUBTFUL, SURE);
  }

  /** For a turn's record: no caller data. Each part with what it added. */
  public String describe() {
    String heard =
        sound.isPresent() ? String.format(Locale.ROOT, "%.2f", sound.getAsDouble()) : "unknown";
    return String.format(
        Locale.ROOT,
        "words %s %+.1f, expected %s, sound %s %+.1f, habit %+.1f",
        words.words(),
        words.logOdds(),
        expected.name().toLowerCase(Locale.ROOT),
        heard,
        soundLogOdds(),
        habit);
  }
}
