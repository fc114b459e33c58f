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

  /** How far to trust the turn model's own log-odds. */
  private static final double SOUND_WEIGHT = 0.6;

  /** Without the model's word: it mostly says that the caller has finished, and mostly is right. */
  private static final double UNHEARD = 1;

  /** The turn model's log-odds count up to this. */
  private static final double SURE = 5;

  /** And down to this: one in twenty finished callers sounds unfinished to it. */
  private static final double DOUBTFUL = -2;

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
    return SOUND_WEIGHT * Math.clamp(Math.log(odds), DOUBTFUL, SURE);
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
