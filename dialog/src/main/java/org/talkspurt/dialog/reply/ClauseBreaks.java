package org.talkspurt.dialog.reply;

import java.util.Set;

/** Where a speaker may draw breath. */
final class ClauseBreaks {

  private static final String CLOSERS = "\"')]}”’»";

  private static final Set<String> CONJUNCTIONS =
      Set.of(
          "and",
          "or",
          "but",
          "because",
          "so",
          "which",
          "who",
          "that",
          "when",
          "while",
          "if",
          "unless",
          "until",
          "although",
          "before",
          "after",
          "where",
          "with",
          "for");

  private ClauseBreaks() {}

  /** Whether the character at {@code at} ends a sentence. */
  static boolean isSentenceEnd(String text, int at) {
    return switch (text.charAt(at)) {
      case '?', '!', '…' -> endsRun(text, at);
      case '.' -> endsRun(text, at) && endsSentence(text, at);
      case '\n' -> at > 0;
      default -> false;
    };
  }

  /** Whether the character at {@code at} makes a pause: a sentence's end or punctuation inside. */
  static boolean isPause(String text, int at) {
    return switch (text.charAt(at)) {
      case ',', ';', ':' -> endsRun(text, at) && !isInsideDate(text, at);
      case '—' -> true;
      case '–' -> at > 0 && text.charAt(at - 1) == ' ' && !touchesDigit(text, at);
      default -> isSentenceEnd(text, at);
    };
  }

  /** Behind the punctuation at {@code at} and what closes with it. */
  static int endOfPause(String text, int at) {
    int end = at + 1;
    while (end < text.length() && closes(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether a quotation or parenthesis ends here. */
  private static boolean closes(char character) {
    return CLOSERS.indexOf(character) >= 0;
  }

  /** A space with a conjunction behind it. */
  static boolean isBeforeConjunction(String text, int at) {
    if (!isLooseSpace(text, at)) {
      return false;
    }
    int end = at + 1;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return CONJUNCTIONS.contains(text.substring(at + 1, end));
  }

  /** A space that belongs neither to a number, a date, a time nor an abbreviation. */
  static boolean isLooseSpace(String text, int at) {
    return text.charAt(at) == ' '
        && at > 0
        && text.charAt(at - 1) != '.'
        && !touchesDigit(text, at);
  }

  private static boolean touchesDigit(String text, int at) {
    return isNumberPart(text, previousVisible(text, at))
        || isNumberPart(text, nextVisible(text, at));
  }

  private static boolean isNumberPart(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isDigit(text.charAt(at)) || "$€£#+()".indexOf(text.charAt(at)) >= 0);
  }

  private static boolean endsRun(String text, int at) {
    int next = endOfPause(text, at);
    return next >= text.length() || Character.isWhitespace(text.charAt(next));
  }

  private static boolean endsSentence(String text, int at) {
    int next = nextVisible(text, endOfPause(text, at) - 1);
    boolean nextCapital = next >= text.length() || !Character.isLowerCase(text.charAt(next));
    boolean nextDigit = next < text.length() && Character.isDigit(text.charAt(next));
    return Abbreviations.endsSentence(wordBefore(text, at), nextCapital && !nextDigit);
  }

  /** "Nov 24, 2026" and "Monday, Nov 24": a comma between the parts of a date. */
  private static boolean isInsideDate(String text, int at) {
    int next = nextVisible(text, at);
    return text.charAt(at) == ','
        && at > 0
        && Character.isDigit(text.charAt(at - 1))
        && next < text.length()
        && Character.isDigit(text.charAt(next));
  }

  private static String wordBefore(String text, int at) {
    int start = at;
    while (start > 0 && isAbbreviationPart(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, at);
  }

  private static boolean isAbbreviationPart(char character) {
    return Character.isLetterOrDigit(character) || character == '.';
  }

  private static int nextVisible(String text, int at) {
    int next = at + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private static int previousVisible(String text, int at) {
    int previous = at - 1;
    while (previous >= 0 && Character.isWhitespace(text.charAt(previous))) {
      previous--;
    }
    return previous;
  }
}
