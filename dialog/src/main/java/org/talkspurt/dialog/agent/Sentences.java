package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Divides what a caller said into sentences, and those into clauses. */
final class Sentences {

  /** More parts than this are not looked at. */
  private static final int MAX_PARTS = 6;

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+");
  private static final Pattern CLAUSE_END = Pattern.compile("[,;]\\s+|\\s+(?:and|but)\\s+");

  private Sentences() {}

  static List<String> sentences(String text) {
    return parts(SENTENCE_END, text);
  }

  static List<String> clauses(String text) {
    return parts(CLAUSE_END, text);
  }

  private static List<String> parts(Pattern border, String text) {
    return Stream.of(border.split(text))
        .map(String::trim)
        .filter(part -> part.length() > 1)
        .limit(MAX_PARTS)
        .toList();
  }
}
