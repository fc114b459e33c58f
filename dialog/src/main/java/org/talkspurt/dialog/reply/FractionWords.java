package org.talkspurt.dialog.reply;

import java.util.List;
import java.util.Set;

/** "1/2", "2 3/4", "120/80", "24/7". */
final class FractionWords {

  /** What people measure in; other denominators are more likely to be days of a month. */
  private static final Set<Integer> COMMON_DENOMINATORS = Set.of(2, 3, 4, 8);

  private FractionWords() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of("24/7(?![\\d/])", _ -> "twenty-four seven"),
        SpokenRule.of(
            "(?<w>\\d{1,3})\\s{1,3}(?<a>\\d)/(?<b>\\d)(?![\\d/])",
            written ->
                isCommon(written.number("a"), written.number("b"))
                    ? NumberWords.cardinal(written.number("w"))
                        + " and "
                        + mixed(written.number("a"), written.number("b"))
                    : null),
        SpokenRule.of(
            "(?<a>\\d{1,6})/(?<b>\\d{1,6})(?![\\d/])",
            written ->
                isCommon(written.number("a"), written.number("b"))
                    ? words(written.number("a"), written.number("b"))
                    : NumberWords.bare(written.group("a"))
                        + " over "
                        + NumberWords.bare(written.group("b"))));
  }

  static boolean isCommon(int numerator, int denominator) {
    return numerator > 0 && numerator < denominator && COMMON_DENOMINATORS.contains(denominator);
  }

  private static String mixed(int numerator, int denominator) {
    return numerator == 1
        ? "a " + words(1, denominator).substring("one ".length())
        : words(numerator, denominator);
  }

  private static String words(int numerator, int denominator) {
    String part =
        switch (denominator) {
          case 2 -> "half";
          case 4 -> "quarter";
          default -> NumberWords.ordinal(denominator);
        };
    return NumberWords.cardinal(numerator) + " " + part + (numerator == 1 ? "" : "s");
  }
}
