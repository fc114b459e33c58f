package org.talkspurt.gateway.caller;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Looks for words in what was heard: case and punctuation do not count. */
final class HeardWords {

  private HeardWords() {}

  /**
   * Those that were not heard.
   *
   * @param expected words or phrases, alternatives with {@code |} between them
   */
  static List<String> missing(List<String> expected, String heard) {
    String text = normal(heard);
    return expected.stream()
        .filter(
            phrase ->
                Arrays.stream(phrase.split("\\|", -1))
                    .map(HeardWords::normal)
                    .noneMatch(text::contains))
        .toList();
  }

  /** Words in lower case with one space around each. */
  private static String normal(String text) {
    return " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip() + " ";
  }
}
