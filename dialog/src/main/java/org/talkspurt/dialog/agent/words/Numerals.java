package org.talkspurt.dialog.agent.words;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers below a hundred in words or digits, and the ordinals of a month. */
final class Numerals {

  private static final Map<String, Integer> UNITS =
      Map.of(
          "one", 1, "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8,
          "nine", 9);

  private static final Map<String, Integer> TEENS =
      Map.of(
          "ten",
          10,
          "eleven",
          11,
          "twelve",
          12,
          "thirteen",
          13,
          "fourteen",
          14,
          "fifteen",
          15,
          "sixteen",
          16,
          "seventeen",
          17,
          "eighteen",
          18,
          "nineteen",
          19);

  private static final Map<String, Integer> TENS =
      Map.of(
          "twenty", 20, "thirty", 30, "forty", 40, "fourty", 40, "fifty", 50, "sixty", 60,
          "seventy", 70, "eighty", 80, "ninety", 90);

  private static final Map<String, Integer> ORDINAL_UNITS =
      Map.of(
          "first", 1, "second", 2, "third", 3, "fourth", 4, "fifth", 5, "sixth", 6, "seventh", 7,
          "eighth", 8, "ninth", 9);

  private static final Map<String, Integer> ORDINAL_TEENS =
      Map.of(
          "tenth",
          10,
          "eleventh",
          11,
          "twelfth",
          12,
          "thirteenth",
          13,
          "fourteenth",
          14,
          "fifteenth",
          15,
          "sixteenth",
          16,
          "seventeenth",
          17,
          "eighteenth",
          18,
          "nineteenth",
          19);

  private static final Map<String, Integer> ORDINAL_TENS = Map.of("twentieth", 20, "thirtieth", 30);

  /** Words that a recognizer writes for a number that sounds alike. */
  private static final Map<String, Integer> HOMOPHONES =
      Map.of("for", 4, "fore", 4, "to", 2, "too", 2, "ate", 8, "won", 1);

  private Numerals() {}

  /**
   * A number found.
   *
   * @param length words it takes
   */
  record Numeral(int value, int length) {}

  /** A number of up to two digits at {@code i}: "twenty five", "25", "nine". */
  static @Nullable Numeral cardinalAt(Words words, int i) {
    String key = words.key(i);
    if (!key.isEmpty() && key.length() <= 2 && key.chars().allMatch(Character::isDigit)) {
      return new Numeral(Integer.parseInt(key), 1);
    }
    Integer tens = TENS.get(key);
    if (tens != null) {
      Integer unit = UNITS.get(words.key(i + 1));
      return unit == null ? new Numeral(tens, 1) : new Numeral(tens + unit, 2);
    }
    Integer teen = TEENS.get(key);
    Integer small = teen == null ? UNITS.get(key) : teen;
    return small == null ? null : new Numeral(small, 1);
  }

  /** A day of the month at {@code i}: "twenty sixth", "26th", "third"; 1..31. */
  static @Nullable Numeral ordinalAt(Words words, int i) {
    String key = words.key(i);
    if (key.matches("\\d{1,2}(st|nd|rd|th)")) {
      return inMonth(Integer.parseInt(key.substring(0, key.length() - 2)), 1);
    }
    Integer tens = TENS.get(key);
    Integer unit = ORDINAL_UNITS.get(words.key(i + 1));
    if (tens != null && unit != null) {
      return inMonth(tens + unit, 2);
    }
    for (var table : java.util.List.of(ORDINAL_UNITS, ORDINAL_TEENS, ORDINAL_TENS)) {
      Integer value = table.get(key);
      if (value != null) {
        return inMonth(value, 1);
      }
    }
    return null;
  }

  private static @Nullable Numeral inMonth(int value, int length) {
    return value >= 1 && value <= 31 ? new Numeral(value, length) : null;
  }

  /** What "for", "to", "ate" would be as a number; null for other words. */
  static @Nullable Integer homophone(String key) {
    return HOMOPHONES.get(key);
  }

  static @Nullable Integer unit(String key) {
    return UNITS.get(key);
  }
}
