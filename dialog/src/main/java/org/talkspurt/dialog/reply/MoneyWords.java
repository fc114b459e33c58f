package org.talkspurt.dialog.reply;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts of money. */
final class MoneyWords {

  private record Currency(String one, String many, String smallOne, String smallMany) {}

  private static final Map<String, Currency> CURRENCIES =
      Map.of(
          "$", new Currency("dollar", "dollars", "cent", "cents"),
          "€", new Currency("euro", "euros", "cent", "cents"),
          "£", new Currency("pound", "pounds", "penny", "pence"));
  private static final Map<String, String> SCALES =
      Map.of("k", " thousand", "K", " thousand", "M", " million", "B", " billion");

  private static final String AMOUNT =
      "(?<n%1$d>\\d{1,3}(?:,\\d{3}){1,4}(?!\\d)|\\d{1,15}(?!\\d))(?:\\.(?<c%1$d>\\d{1,2})(?!\\d))?(?:\\s?(?<s%1$d>[kKMB]|thousand|million|billion)(?!\\p{L}))?";

  private MoneyWords() {}

  static List<SpokenRule> rules() {
    String first = "(?<minus>-)?(?<currency>[$€£])\\s?" + AMOUNT.formatted(1);
    return List.of(
        SpokenRule.of(
            first + "\\s?(?:-|to)\\s?[$€£]?\\s?" + AMOUNT.formatted(2) + "(?![\\d%])",
            MoneyWords::span),
        SpokenRule.of(first, MoneyWords::amount),
        SpokenRule.of(
            "(?<n>\\d{1,3})\\s?¢",
            money -> NumberWords.cardinal(money.number("n")) + plural(money.group("n"), " cent")),
        SpokenRule.of(
            "/\\s?(?<unit>hr|hour|mo|month|yr|year|wk|week|day|night|visit|person|session|ea|each)(?!\\p{L})\\.?",
            money -> perUnit(money.group("unit"))));
  }

  private static String plural(String number, String unit) {
    return number.equals("1") ? unit : unit + "s";
  }

  private static String perUnit(String unit) {
    return switch (unit) {
      case "hr" -> "per hour";
      case "mo" -> "per month";
      case "yr" -> "per year";
      case "wk" -> "per week";
      case "ea", "each" -> "each";
      default -> "per " + unit;
    };
  }

  /** "$80-$120": the currency is said once, unless there are cents. */
  private static @Nullable String span(Occurrence money) {
    Currency currency = CURRENCIES.get(money.group("currency"));
    if (currency == null) {
      return null;
    }
    boolean cents = money.has("c1") || money.has("c2");
    String from = cents ? words(money, 1, currency) : number(money, 1);
    return from + " to " + words(money, 2, currency);
  }

  private static @Nullable String amount(Occurrence money) {
    Currency currency = CURRENCIES.get(money.group("currency"));
    if (currency == null) {
      return null;
    }
    String minus = money.has("minus") ? "minus " : "";
    String previous = money.previousWord();
    boolean adjective =
        (previous.equals("a") || previous.equals("an") || previous.equals("A"))
            && !money.has("c1")
            && !money.nextWord().isEmpty();
    return minus
        + (adjective ? number(money, 1) + " " + currency.one() : words(money, 1, currency));
  }

  private static String number(Occurrence money, int n) {
    String scale = money.group("s" + n);
    String fraction = money.has("c" + n) ? "." + money.group("c" + n) : "";
    String scaleWords = scale.isEmpty() ? "" : SCALES.getOrDefault(scale, " " + scale);
    return NumberWords.amount(money.group("n" + n) + fraction) + scaleWords;
  }

  private static String words(Occurrence money, int n, Currency currency) {
    String whole = money.group("n" + n).replace(",", "");
    if (money.has("s" + n)) {
      return number(money, n) + " " + currency.many();
    }
    String written = money.group("c" + n);
    int cents =
        written.isEmpty() ? 0 : Integer.parseInt(written) * (written.length() == 1 ? 10 : 1);
    long units = Long.parseLong(whole);
    String unitWords =
        NumberWords.cardinal(units) + " " + (units == 1 ? currency.one() : currency.many());
    if (cents == 0) {
      return unitWords;
    }
    String centWords =
        NumberWords.cardinal(cents)
            + " "
            + (cents == 1 ? currency.smallOne() : currency.smallMany());
    return units == 0 ? centWords : unitWords + " and " + centWords;
  }
}
