package org.talkspurt.models.asr;

import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;

/** Word error rate: words to replace, insert and delete, per word said. Case does not count. */
final class WordErrors {

  private static final String[] DIGITS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };

  private final StringJoiner confusions = new StringJoiner("; ");
  private int words;
  private int errors;

  void add(String said, String understood) {
    var expected = words(said);
    var actual = words(understood);
    int distance = distance(expected, actual);
    words += expected.length;
    errors += distance;
    if (distance > 0) {
      confusions.add(said + " → " + understood);
    }
  }

  double rate() {
    return (double) errors / words;
  }

  /** Digits count as the words they are read as. */
  private static String[] words(String text) {
    String spelled = text.toLowerCase(Locale.ROOT);
    for (int digit = 0; digit <= 9; digit++) {
      spelled = spelled.replace(Integer.toString(digit), " " + DIGITS[digit] + " ");
    }
    return Arrays.stream(spelled.split("[^\\p{L}\\p{N}']+"))
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }

  private static int distance(String[] expected, String[] actual) {
    int[] row = new int[actual.length + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= expected.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= actual.length; j++) {
        int replaced = diagonal + (expected[i - 1].equals(actual[j - 1]) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[actual.length];
  }

  @Override
  public String toString() {
    return "%d errors in %d words: %s".formatted(errors, words, confusions);
  }
}
