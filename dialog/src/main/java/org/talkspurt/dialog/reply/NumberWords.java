package org.talkspurt.dialog.reply;

import java.util.ArrayList;
import java.util.List;

/** English words for numbers, the American way: no "and" inside a cardinal. */
final class NumberWords {

  private static final String[] ONES = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };
  private static final String[] SCALES = {"", " thousand", " million", " billion", " trillion"};

  /** More digits than this are read one by one: nobody follows quadrillions on the telephone. */
  private static final int MAX_CARDINAL_DIGITS = 15;

  /** An unpunctuated number this long is a code, not an amount. */
  private static final int CODE_DIGITS = 5;

  private NumberWords() {}

  /**
   * @param value 0 ≤ value &lt; 10^15
   */
  static String cardinal(long value) {
    if (value < 1_000) {
      return belowThousand((int) value);
    }
    var words = new StringBuilder();
    long divisor = 1_000_000_000_000L;
    for (int scale = SCALES.length - 1; scale >= 0; scale--, divisor /= 1_000) {
      int group = (int) (value / divisor % 1_000);
      if (group > 0) {
        words.append(words.isEmpty() ? "" : " ").append(belowThousand(group)).append(SCALES[scale]);
      }
    }
    return words.toString();
  }

  private static String belowThousand(int value) {
    if (value < 100) {
      return belowHundred(value);
    }
    String hundreds = ONES[value / 100] + " hundred";
    return value % 100 == 0 ? hundreds : hundreds + " " + belowHundred(value % 100);
  }

  private static String belowHundred(int value) {
    if (value < 20) {
      return ONES[value];
    }
    String tens = TENS[value / 10];
    return value % 10 == 0 ? tens : tens + "-" + ONES[value % 10];
  }

  /**
   * @param value 0 ≤ value &lt; 10^15
   */
  static String ordinal(long value) {
    String words = cardinal(value);
    int lastWord = Math.max(words.lastIndexOf(' '), words.lastIndexOf('-')) + 1;
    String last = words.substring(lastWord);
    return words.substring(0, lastWord)
        + switch (last) {
          case "one" -> "first";
          case "two" -> "second";
          case "three" -> "third";
          case "five" -> "fifth";
          case "eight" -> "eighth";
          case "nine" -> "ninth";
          case "twelve" -> "twelfth";
          default ->
              last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th";
        };
  }

  /** Reads 1100..9999 in pairs: 1985 "nineteen eighty-five", 2005 "two thousand five". */
  static String year(int value) {
    int century = value / 100;
    int rest = value % 100;
    if (century % 10 == 0 && rest < 10) {
      return cardinal(value);
    }
    String head = belowHundred(century);
    if (rest == 0) {
      return head + " hundred";
    }
    return head + (rest < 10 ? " oh " : " ") + belowHundred(rest);
  }

  /** "oh five" and "thirty": the minutes of a clock time, 1..59. */
  static String minutes(int value) {
    return value < 10 ? "oh " + ONES[value] : belowHundred(value);
  }

  /** Digit by digit; anything that is no digit is left out. */
  static String digits(CharSequence digits) {
    List<String> words = new ArrayList<>();
    digits.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> words.add(ONES[c - '0']));
    return String.join(" ", words);
  }

  /**
   * Digit by digit; a long string gets a pause after every third one, the last group up to four.
   */
  static String code(String digits) {
    if (digits.length() <= 6) {
      return digits(digits);
    }
    List<String> groups = new ArrayList<>();
    int at = 0;
    while (digits.length() - at > 4) {
      groups.add(digits(digits.substring(at, at + 3)));
      at += 3;
    }
    groups.add(digits(digits.substring(at)));
    return String.join(", ", groups);
  }

  /**
   * An amount: "1,200", "3.5", ".5", "12".
   *
   * @param written digits with optional thousands commas and fraction
   */
  static String amount(String written) {
    String plain = written.replace(",", "");
    int point = plain.indexOf('.');
    if (point < 0) {
      return whole(plain);
    }
    String fraction = "point " + digits(plain.substring(point + 1));
    return point == 0 ? fraction : whole(plain.substring(0, point)) + " " + fraction;
  }

  private static String whole(String digits) {
    return digits.length() > MAX_CARDINAL_DIGITS ? code(digits) : cardinal(Long.parseLong(digits));
  }

  /**
   * A number without any context: a year, a code or an amount, judged by its shape.
   *
   * @param written as for {@link #amount}
   */
  static String bare(String written) {
    boolean digitsOnly = written.indexOf(',') < 0 && written.indexOf('.') < 0;
    if (!digitsOnly) {
      return amount(written);
    }
    if (written.length() > 1 && written.charAt(0) == '0') {
      return code(written);
    }
    if (written.length() == 4 && written.compareTo("1100") >= 0 && written.compareTo("2100") < 0) {
      return year(Integer.parseInt(written));
    }
    boolean code = written.length() >= CODE_DIGITS && !written.endsWith("000");
    return code ? code(written) : whole(written);
  }
}
