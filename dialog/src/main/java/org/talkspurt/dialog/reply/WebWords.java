package org.talkspurt.dialog.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail and web addresses: "info at bright dash smile dot com". */
final class WebWords {

  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final String TOP_LEVEL =
      "(?:com|org|net|edu|gov|info|health|dental|clinic|care|biz|app|dev|io|ai|co|us|uk|ca|de)";
  private static final Pattern PART = Pattern.compile("[A-Za-z]+|\\d+|[@._/+-]");
  private static final Pattern SPELLED = Pattern.compile("(?i)[^aeiouy]+|io|us|uk|ca|de|ai|edu\\d");

  /** An address longer than this is no help on the telephone. */
  private static final int MAX_PATH = 120;

  private WebWords() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of(
            "(?<address>[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@%1$s(?:\\.%1$s){1,4})".formatted(LABEL),
            address -> words(address.group("address"))),
        SpokenRule.of(
            "(?:(?:https?|ftp)://(?:www\\.)?|www\\.)(?<address>%1$s(?:\\.%1$s){0,5}(?::\\d{1,5})?(?:/[A-Za-z0-9/._+-]{0,%2$d}[A-Za-z0-9/])?)(?:[?#][^\\s]{0,%2$d})?/?"
                .formatted(LABEL, MAX_PATH),
            address -> words(address.group("address"))),
        SpokenRule.of(
            "(?<address>%1$s(?:\\.%1$s){0,3}\\.%2$s(?![A-Za-z0-9-])(?:/[A-Za-z0-9/._+-]{0,%3$d}[A-Za-z0-9])?)/?"
                .formatted(LABEL, TOP_LEVEL, MAX_PATH),
            address -> words(address.group("address"))));
  }

  private static String words(String address) {
    List<String> words = new ArrayList<>();
    PART.matcher(address).results().forEach(part -> words.add(word(part.group())));
    return String.join(" ", words);
  }

  private static String word(String part) {
    if (Character.isDigit(part.charAt(0))) {
      return part.length() <= 2 && part.charAt(0) != '0'
          ? NumberWords.cardinal(Integer.parseInt(part))
          : NumberWords.digits(part);
    }
    if (!Character.isLetter(part.charAt(0))) {
      return SymbolWords.name(part.charAt(0));
    }
    return SPELLED.matcher(part).matches()
        ? Initialisms.spell(part)
        : part.toLowerCase(Locale.ROOT);
  }
}
