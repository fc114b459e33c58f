package org.talkspurt.dialog.agent.words;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Digits said one by one, in pairs or as numbers: "five five five, oh one four two", "double four",
 * "555-0142", "eight hundred".
 *
 * @param digits 0-9
 * @param where the words they were said with
 */
public record DigitString(String digits, Span where) {

  private static final Map<String, String> ZERO =
      Map.of("zero", "0", "oh", "0", "o", "0", "nought", "0", "hundred", "00", "thousand", "000");

  private static final Map<String, Integer> REPEATS =
      Map.of("double", 2, "dubble", 2, "triple", 3, "treble", 3);

  /** May stand between the digits of one number. */
  private static final Set<String> FILLERS =
      Set.of("and", "uh", "um", "er", "dash", "hyphen", "then", "area", "code", "space", "dot");

  /**
   * The longest run of digits.
   *
   * @param expected whether digits were asked for: then clock times ("5:55") count as digits too
   */
  public static @Nullable DigitString find(Words words, boolean expected) {
    DigitString longest = null;
    for (int i = 0; i < words.size(); i++) {
      DigitString run = runAt(words, i, expected);
      if (run != null) {
        if (longest == null || run.digits.length() > longest.digits.length()) {
          longest = run;
        }
        i = run.where.to();
      }
    }
    return longest;
  }

  private static @Nullable DigitString runAt(Words words, int from, boolean expected) {
    var digits = new StringBuilder();
    int end = from;
    int i = from;
    while (words.hasWord(i)) {
      int taken = append(words, i, digits, expected);
      if (taken > 0) {
        i += taken;
        end = i;
      } else if (!digits.isEmpty() && FILLERS.contains(words.key(i))) {
        i++;
      } else {
        break;
      }
    }
    return digits.isEmpty() ? null : new DigitString(digits.toString(), new Span(from, end));
  }

  /** Appends the digits said at {@code i}; returns the words they took, 0 for none. */
  private static int append(Words words, int i, StringBuilder digits, boolean expected) {
    String key = words.key(i);
    if (key.isEmpty()) {
      return 0;
    }
    Integer times = REPEATS.get(key);
    if (times != null) {
      var one = new StringBuilder();
      if (append(words, i + 1, one, expected) != 1 || one.length() != 1) {
        return 0;
      }
      digits.repeat(one, times);
      return 2;
    }
    if (Character.isDigit(key.charAt(0))) {
      return appendWritten(key, digits, expected);
    }
    String zero = ZERO.get(key);
    if (zero != null && (zero.length() == 1 || !digits.isEmpty())) {
      digits.append(zero);
      return 1;
    }
    Numerals.Numeral number = Numerals.cardinalAt(words, i);
    if (number != null) {
      digits.append(number.value());
      return number.length();
    }
    Integer homophone = Numerals.homophone(key);
    if (homophone != null && !digits.isEmpty()) {
      digits.append(homophone.intValue());
      return 1;
    }
    return 0;
  }

  private static int appendWritten(String key, StringBuilder digits, boolean expected) {
    if (key.chars().allMatch(Character::isDigit)) {
      digits.append(key);
      return 1;
    }
    if (expected && key.indexOf(':') > 0) {
      digits.append(key.replace(":", ""));
      return 1;
    }
    return 0;
  }
}
