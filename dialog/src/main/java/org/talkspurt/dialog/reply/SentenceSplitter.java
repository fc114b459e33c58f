package org.talkspurt.dialog.reply;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a reply into clauses that are synthesised one after the other. The first is short, so that
 * the caller hears something soon; later ones are whole sentences where they fit. Works on the
 * written form, before {@link TextNormalizer}, and never cuts inside an abbreviation, a number, a
 * time, a date or an address.
 */
public final class SentenceSplitter {

  /** Longest clause in characters, spaces around it not counted. */
  public static final int MAX_CLAUSE_CHARACTERS = 120;

  /** A first clause of fewer words sounds torn off. */
  private static final int MIN_FIRST_WORDS = 3;

  /** A sentence of one word is spoken together with the next. */
  private static final int MIN_LATER_WORDS = 2;

  /** A clause cut for length alone should not leave less than this. */
  private static final int MIN_CUT_CHARACTERS = 30;

  private SentenceSplitter() {}

  /**
   * Splits {@code reply}; the clauses, joined, are the reply again, each with the white space that
   * follows it. A blank reply has no clauses.
   */
  public static List<String> split(String reply) {
    List<String> clauses = new ArrayList<>();
    if (reply.isBlank()) {
      return clauses;
    }
    int start = 0;
    while (start < reply.length()) {
      int end = clauses.isEmpty() ? firstEnd(reply) : laterEnd(reply, start);
      end = skipSpaces(reply, end);
      clauses.add(reply.substring(start, end));
      start = end;
    }
    return clauses;
  }

  /**
   * The clauses of a reply that is still being written of which the end is certain: all but the
   * last.
   */
  public static List<String> complete(String begun) {
    List<String> clauses = split(begun);
    return clauses.isEmpty() ? clauses : clauses.subList(0, clauses.size() - 1);
  }

  private static int firstEnd(String reply) {
    int limit = limit(reply, 0);
    for (int at = 0; at < limit; at++) {
      if (ClauseBreaks.isPause(reply, at) && wordCount(reply, 0, at) >= MIN_FIRST_WORDS) {
        return ClauseBreaks.endOfPause(reply, at);
      }
    }
    return laterEnd(reply, 0);
  }

  private static int laterEnd(String reply, int start) {
    int limit = limit(reply, start);
    for (int at = start; at < limit; at++) {
      if (ClauseBreaks.isSentenceEnd(reply, at) && wordCount(reply, start, at) >= MIN_LATER_WORDS) {
        return ClauseBreaks.endOfPause(reply, at);
      }
    }
    return reply.substring(limit).isBlank() ? reply.length() : cutForLength(reply, start, limit);
  }

  /** Last pause that fits, else before a conjunction, else at a space, else anywhere. */
  private static int cutForLength(String reply, int start, int limit) {
    int least = Math.min(limit, start + MIN_CUT_CHARACTERS);
    for (int at = limit - 1; at >= least; at--) {
      if (ClauseBreaks.isPause(reply, at)) {
        return ClauseBreaks.endOfPause(reply, at);
      }
    }
    for (int at = limit - 1; at >= least; at--) {
      if (ClauseBreaks.isBeforeConjunction(reply, at)) {
        return at;
      }
    }
    for (int at = limit - 1; at > start; at--) {
      if (ClauseBreaks.isLooseSpace(reply, at)) {
        return at;
      }
    }
    int space = reply.lastIndexOf(' ', limit - 1);
    if (space > start) {
      return space;
    }
    return Character.isLowSurrogate(reply.charAt(limit)) ? limit - 1 : limit;
  }

  private static int limit(String reply, int start) {
    return Math.min(reply.length(), start + MAX_CLAUSE_CHARACTERS);
  }

  private static int skipSpaces(String reply, int at) {
    int end = at;
    while (end < reply.length() && Character.isWhitespace(reply.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Words that begin in {@code start..end}. */
  private static int wordCount(String text, int start, int end) {
    int words = 0;
    boolean inWord = false;
    for (int i = start; i < end; i++) {
      boolean letter = Character.isLetterOrDigit(text.charAt(i));
      boolean joiner = inWord && !Character.isWhitespace(text.charAt(i));
      if (letter && !inWord) {
        words++;
      }
      inWord = letter || joiner;
    }
    return words;
  }
}
