package org.talkspurt.dialog.reply;

import java.util.regex.Pattern;

/** Leaves the punctuation that can be heard: pauses and the melody of a question. */
final class Punctuation {

  private static final Pattern PARENTHESIS = Pattern.compile("[()\\[\\]{}]");
  private static final Pattern APOSTROPHE = Pattern.compile("(?<!\\p{L})'++|'++(?!\\p{L})");
  private static final Pattern SPACED_HYPHEN = Pattern.compile("(?<=\\s)-++(?=\\s)|--++");
  private static final Pattern LOOSE_HYPHEN = Pattern.compile("(?<!\\p{L})-|-(?!\\p{L})");
  private static final Pattern UNHEARD = Pattern.compile("[^\\p{L}'.,:;?! -]");
  private static final Pattern RUN = Pattern.compile("\\s*+[.,:;?!][\\s.,:;?!]*+");
  private static final Pattern SPACES = Pattern.compile("\\s++");

  /** Strongest first: what is left of a run such as {@code ?!.} */
  private static final String STRENGTH = "?!.;:,";

  private Punctuation() {}

  static String tidy(String spoken) {
    String text = PARENTHESIS.matcher(spoken).replaceAll(", ");
    text = SPACED_HYPHEN.matcher(text).replaceAll(", ");
    text = UNHEARD.matcher(text).replaceAll(" ");
    text = LOOSE_HYPHEN.matcher(text).replaceAll(" ");
    text = APOSTROPHE.matcher(text).replaceAll(" ");
    text = RUN.matcher(text).replaceAll(run -> strongest(run.group()) + " ");
    text = SPACES.matcher(text).replaceAll(" ").strip();
    return hasWord(text) ? withoutLeadingPause(text) : "";
  }

  /** An ellipsis is a hesitation, not the end of the sentence. */
  private static String strongest(String run) {
    boolean hesitation = run.contains("..") && run.indexOf('?') < 0 && run.indexOf('!') < 0;
    if (hesitation) {
      return ",";
    }
    for (int i = 0; i < STRENGTH.length(); i++) {
      if (run.indexOf(STRENGTH.charAt(i)) >= 0) {
        return String.valueOf(STRENGTH.charAt(i));
      }
    }
    return ",";
  }

  private static boolean hasWord(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  private static String withoutLeadingPause(String text) {
    int start = 0;
    while (!Character.isLetter(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }
}
