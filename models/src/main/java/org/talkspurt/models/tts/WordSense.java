package org.talkspurt.models.tts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tells the two pronunciations of "close", "record" or "use" apart, guessed from neighbours.
 */
enum WordSense {
  /** The pronunciation to use without further knowledge. */
  DEFAULT(0),
  VERB(1),
  NOUN(2),
  /** Past tense or participle, as of "read". */
  PAST(3),
  /** Nothing follows in the clause: function words keep their full form. */
  FINAL(4);

  private static final Set<String> BEFORE_VERBS =
      Set.of(
          "to",
          "will",
          "would",
          "can",
          "could",
          "should",
          "shall",
          "may",
          "might",
          "must",
          "i",
          "you",
          "we",
          "they",
          "please",
          "not",
          "don't",
          "doesn't",
          "didn't",
          "won't",
          "can't",
          "couldn't",
          "i'll",
          "you'll",
          "we'll",
          "they'll",
          "let's",
          "offices",
          "doors",
          "stores");
  private static final Set<String> BEFORE_NOUNS =
      Set.of(
          "a", "an", "the", "your", "our", "my", "his", "her", "its", "their", "this", "that",
          "these", "those", "no", "any", "some", "each", "every", "of", "for", "with", "in", "free",
          "new", "medical", "dental");
  private static final Set<String> BEFORE_PARTICIPLES =
      Set.of("have", "has", "had", "having", "been", "was", "were", "i've", "we've", "you've");

  /** "We close at five", "it closes early": the adjective "close" is followed by "to" or "by". */
  private static final Set<String> AFTER_CLOSING = Set.of("at", "on", "for", "early", "between");

  private final byte code;

  WordSense(int code) {
    this.code = (byte) code;
  }

  /** How a dictionary in memory writes it. */
  byte code() {
    return code;
  }

  /**
   * Guesses the sense of a word.
   *
   * @param word lower case
   * @param previous the word before it in the clause, lower case
   * @param next the word behind it in the clause, lower case
   */
  static WordSense of(String word, @Nullable String previous, @Nullable String next) {
    if (word.equals("used") && "to".equals(next)) {
      return PAST;
    }
    if (word.startsWith("close")) {
      boolean closing = next != null && AFTER_CLOSING.contains(next);
      boolean acting = previous != null && BEFORE_VERBS.contains(previous);
      return closing || acting ? VERB : DEFAULT;
    }
    if (previous != null && BEFORE_PARTICIPLES.contains(previous)) {
      return PAST;
    }
    if (previous != null && BEFORE_VERBS.contains(previous)) {
      return VERB;
    }
    if (previous != null && BEFORE_NOUNS.contains(previous)) {
      return NOUN;
    }
    return next == null ? FINAL : DEFAULT;
  }
}
