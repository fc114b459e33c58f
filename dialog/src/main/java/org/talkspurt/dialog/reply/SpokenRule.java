package org.talkspurt.dialog.reply;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way of writing something and how it is said. Patterns have bounded or possessive repetitions
 * only, so that no text makes them slow.
 *
 * @param written matched where the scan of the text has arrived
 * @param speaker finds the words
 */
record SpokenRule(Pattern written, Speaker speaker) {

  /** Finds the words for an occurrence. */
  @FunctionalInterface
  interface Speaker {
    /** The words, or null if the occurrence is something else after all. */
    @Nullable String speak(Occurrence occurrence);
  }

  static SpokenRule of(String written, Speaker speaker) {
    return new SpokenRule(Pattern.compile(written), speaker);
  }
}
