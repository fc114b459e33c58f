package org.talkspurt.models.asr;

import java.util.Arrays;
import org.talkspurt.models.asr.MoonshineDecoder.Tokens;

/**
 * Tells what a caller said from what the model makes of a cough, a click or music: {@code You}
 * without a full stop, notes, or the same few words until the limit. It errs on the caller's side.
 */
final class Plausibility {

  /** The word for sound without speech; somebody's "you" comes with punctuation. */
  private static final String NO_SPEECH = "You";

  private static final int LONGEST_PHRASE = 16;
  private static final int LEAST_REPETITIONS = 3;

  /** Of a loop, in tokens: a number may hold a digit three times. */
  private static final int SHORTEST_LOOP = 6;

  private Plausibility() {}

  /**
   * Drops a phrase that the model repeated until it was stopped. What was said before stays, but
   * for the few words that lead into the loop.
   */
  static Tokens withoutLoop(Tokens tokens) {
    var ids = tokens.ids();
    if (tokens.ended()) {
      return tokens;
    }
    for (int period = 1; period <= LONGEST_PHRASE; period++) {
      int loopStart = ids.length - period;
      while (loopStart > 0 && ids[loopStart - 1] == ids[loopStart - 1 + period]) {
        loopStart--;
      }
      int loopLength = ids.length - loopStart;
      if (loopLength >= Math.max(SHORTEST_LOOP, LEAST_REPETITIONS * period)) {
        int kept = loopStart < loopLength ? 0 : loopStart + period;
        return new Tokens(Arrays.copyOf(ids, kept), true);
      }
    }
    return tokens;
  }

  /** The text, or the empty text if it is none. */
  static String check(String text) {
    boolean words = text.codePoints().anyMatch(Character::isLetterOrDigit);
    return words && !text.equals(NO_SPEECH) ? text : "";
  }
}
