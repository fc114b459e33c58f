package org.talkspurt.dialog.reply;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the content of a {@code say-as} is read (W3C note "SSML 1.0 say-as attribute values"). What
 * does not look like what it should be is read as any text: values filled in are what they are.
 */
enum SayAs {
  /** One by one, a pause where something stands between them. */
  DIGITS,
  /** Letters and digits by name. */
  CHARACTERS,
  TELEPHONE,
  /** Year first with four digits, else month first. */
  DATE,
  /** The same with the day first. */
  DATE_DMY,
  TIME,
  CARDINAL,
  ORDINAL;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,3}(?:,?\\d{3}){0,4}");
  private static final Pattern DATE_PARTS =
      Pattern.compile("(\\d{1,4})[-/. ](\\d{1,2})[-/. ](\\d{1,4})");
  private static final Pattern CLOCK =
      Pattern.compile(
          "(\\d{1,2})(?:[:.]?([0-5]\\d))?(?:[:.][0-5]\\d)?\\s?(?:([aApP])\\.?[mM]\\.?)?");

  private static final int LONGEST_GROUP = 4;

  static SayAs of(Map<String, String> attributes) {
    MarkupValues.only("say-as", attributes, Set.of("interpret-as", "format"));
    String as = attributes.getOrDefault("interpret-as", "");
    String format = attributes.getOrDefault("format", "");
    if (as.equals("date")) {
      return switch (format) {
        case "", "mdy", "ymd" -> DATE;
        case "dmy" -> DATE_DMY;
        default -> throw new IllegalArgumentException("expected mdy, dmy or ymd, found " + format);
      };
    }
    if (as.equals("time") && Set.of("", "hms12", "hms24").contains(format)) {
      return TIME;
    }
    if (!format.isEmpty()) {
      throw new IllegalArgumentException("expected no format " + format + " of " + as);
    }
    return switch (as) {
      case "digits" -> DIGITS;
      case "characters" -> CHARACTERS;
      case "telephone" -> TELEPHONE;
      case "cardinal" -> CARDINAL;
      case "ordinal" -> ORDINAL;
      default ->
          throw new IllegalArgumentException(
              "expected interpret-as digits, characters, telephone, date, time, cardinal or"
                  + " ordinal, found "
                  + as);
    };
  }

  /** The spoken form of {@code content}. */
  String words(String content) {
    String text = content.strip();
    String words =
        switch (this) {
          case DIGITS -> groups(PhoneWords.groups(text));
          case CHARACTERS -> characters(text);
          case TELEPHONE -> telephone(text);
          case DATE -> date(text, false);
          case DATE_DMY -> date(text, true);
          case TIME -> time(text);
          case CARDINAL -> NUMBER.matcher(text).matches() ? cardinal(text) : "";
          case ORDINAL ->
              NUMBER.matcher(text).matches() && !text.startsWith("-")
                  ? NumberWords.ordinal(number(text))
                  : "";
        };
    return words.isEmpty() ? TextNormalizer.spokenForm(text) : words;
  }

  private static String cardinal(String text) {
    long number = number(text);
    return (number < 0 ? "minus " : "") + NumberWords.cardinal(Math.abs(number));
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static String groups(List<String> digits) {
    return String.join(", ", digits.stream().map(NumberWords::digits).toList());
  }

  private static String characters(String text) {
    List<String> names = new ArrayList<>();
    for (char character : text.toUpperCase(Locale.ROOT).toCharArray()) {
      if (Character.isDigit(character)) {
        names.add(NumberWords.digits(String.valueOf(character)));
      } else if (character == 'A') {
        names.add("/ˈeɪ/"); // a word otherwise
      } else if (Character.isLetter(character)) {
        names.add(String.valueOf(character));
      } else {
        names.add(SymbolWords.name(character));
      }
    }
    return String.join(" ", names.stream().filter(name -> !name.isEmpty()).toList());
  }

  /** Groups as written; a number without any in threes and a four, as North Americans do. */
  private static String telephone(String text) {
    List<String> groups = new ArrayList<>();
    for (String group : PhoneWords.groups(text)) {
      int at = 0;
      while (group.length() - at > LONGEST_GROUP) {
        int first = (group.length() - at) % 3 == 2 ? 1 : 3; // 1-555-555-0123
        int length = at == 0 && group.length() == 11 ? first : 3;
        groups.add(group.substring(at, at + length));
        at += length;
      }
      groups.add(group.substring(at));
    }
    return (text.startsWith("+") ? "plus " : "") + groups(groups);
  }

  private static String date(String text, boolean dayFirst) {
    Matcher parts = DATE_PARTS.matcher(text);
    if (!parts.matches()) {
      return "";
    }
    boolean yearFirst = parts.group(1).length() == LONGEST_GROUP;
    int year = Integer.parseInt(parts.group(yearFirst ? 1 : 3));
    int month = Integer.parseInt(parts.group(yearFirst || dayFirst ? 2 : 1));
    int day = Integer.parseInt(parts.group(yearFirst ? 3 : dayFirst ? 1 : 2));
    try {
      LocalDate date = LocalDate.of(year < 100 ? 2_000 + year : year, month, day);
      return TextNormalizer.spokenForm(date.toString());
    } catch (DateTimeException noDate) {
      return "";
    }
  }

  private static String time(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      return "";
    }
    String half = clock.group(3) == null ? "" : " " + clock.group(3).toUpperCase(Locale.ROOT) + "M";
    String minutes = clock.group(2) == null ? "00" : clock.group(2);
    return TextNormalizer.spokenForm(clock.group(1) + ":" + minutes + half);
  }
}
