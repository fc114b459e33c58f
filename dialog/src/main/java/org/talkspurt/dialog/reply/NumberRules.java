package org.talkspurt.dialog.reply;

import java.util.List;
import java.util.regex.Pattern;

/** Numbers that are nothing more special: ordinals, spans, decimals, negatives, and any digits. */
final class NumberRules {

  /** Digits with thousands commas and a fraction, as far as they go. */
  static final String NUMBER =
      "(?:\\d{1,3}(?:,\\d{3}){1,8}(?![\\d])|\\d{1,4000}+)(?:\\.\\d{1,40}(?![\\d.]*\\d))?";

  private static final Pattern POINT = Pattern.compile("\\.");

  private NumberRules() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of(
            "(?<n>\\d{1,3}(?:,\\d{3}){1,4}|\\d{1,15})(?:st|nd|rd|th|ST|ND|RD|TH)(?![\\p{L}\\d])",
            number -> NumberWords.ordinal(Long.parseLong(number.group("n").replace(",", "")))),
        SpokenRule.of(
            "(?:#|[Nn]os?\\.)\\s?(?<n>%s)".formatted(NUMBER),
            number -> "number " + NumberWords.bare(number.group("n"))),
        SpokenRule.of("401\\(?k\\)?(?!\\p{L})", _ -> "four oh one K"),
        SpokenRule.of(
            "(?<a>%1$s)\\s?-\\s?(?<b>%1$s)(?![\\d-])".formatted(NUMBER),
            number ->
                NumberWords.bare(number.group("a")) + " to " + NumberWords.bare(number.group("b"))),
        SpokenRule.of(
            "\\d{1,6}(?:\\.\\d{1,6}){2,6}(?!\\d)",
            number ->
                String.join(
                    " point ",
                    POINT.splitAsStream(number.match().group()).map(NumberWords::bare).toList())),
        SpokenRule.of(
            "(?<![\\p{L}\\d)])-(?<n>%s)".formatted(NUMBER),
            number -> "minus " + NumberWords.amount(number.group("n"))),
        SpokenRule.of(
            "~\\s?(?<n>%s)".formatted(NUMBER),
            number -> "about " + NumberWords.bare(number.group("n"))),
        SpokenRule.of(
            "(?<![\\d.])\\.(?<f>\\d{1,40}+)",
            number -> "point " + NumberWords.digits(number.group("f"))),
        SpokenRule.of(
            "(?<n>[1-9]\\d{3})(?=\\s+(?:[NSEW]\\.?\\s+)?\\p{Lu}\\p{Ll})",
            number -> NumberWords.year(number.number("n"))),
        SpokenRule.of(NUMBER, number -> NumberWords.bare(number.match().group())),
        SpokenRule.of("\\d{1,4000}+", number -> NumberWords.code(number.match().group())));
  }
}
