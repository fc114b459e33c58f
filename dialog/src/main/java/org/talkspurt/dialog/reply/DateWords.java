package org.talkspurt.dialog.reply;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Dates, months, weekdays and decades. */
final class DateWords {

  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  /** First three letters of a month → its number. */
  private static final Map<String, Integer> MONTH_NUMBERS =
      IntStream.range(0, 12)
          .boxed()
          .collect(Collectors.toMap(i -> MONTHS.get(i).substring(0, 3), i -> i + 1));

  private static final String MONTH =
      "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
          + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![\\p{L}'])";
  private static final String DAY =
      "(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?"
          + "|Sat(?:urday)?|Sun(?:day)?)(?![\\p{L}'])";
  private static final String YEAR = "(?:19|20)\\d\\d";
  private static final String DAY_OF_MONTH = "(?:0?[1-9]|[12]\\d|3[01])";
  private static final String SUFFIX = "(?:st|nd|rd|th)?";

  /** Short forms that are words or names of their own: they need company to be read as dates. */
  private static final Set<String> AMBIGUOUS = Set.of("Jan", "Mar", "Sat", "Sun", "Wed");

  private static final Set<String> BEFORE_DATES =
      Set.of("on", "by", "until", "till", "since", "from", "before", "after", "dated", "to");

  private static final Pattern DAY_NAME = Pattern.compile(DAY);

  private static final Pattern COMPANY_BEFORE =
      Pattern.compile(
          "(?:"
              + DAY
              + "|"
              + MONTH
              + ")\\.?\\s?(?:,|&|/|-|and|or|to|through)\\s?$|\\b(?:[Oo]n|[Nn]ext|[Tt]his|[Ll]ast|[Ee]very)\\s$");

  private static final Pattern COMPANY_AFTER =
      Pattern.compile(
          "\\s?(?:,|&|/|-|and|or|to|through)?\\s?(?:" + DAY + "|" + MONTH + "|(?:at |from )?\\d)");

  private DateWords() {}

  static List<SpokenRule> rules() {
    return List.of(
        SpokenRule.of("(?<y>\\d{4})-(?<m>\\d\\d)-(?<d>\\d\\d)(?![\\d-])", DateWords::numeric),
        SpokenRule.of(
            "(?<m>\\d{1,2})([/-])(?<d>\\d{1,2})\\2(?<y>" + YEAR + "|\\d\\d)(?![\\d/-])",
            DateWords::numeric),
        SpokenRule.of("(?<m>\\d{1,2})/(?<d>\\d{1,2})(?![\\d/])", DateWords::monthSlashDay),
        SpokenRule.of(
            "(?<m>%s)\\.?\\s{1,3}(?<d>%s)%s(?:\\s?(?:-|to)\\s?(?<e>%s)%s)?(?:,?\\s{1,3}(?<y>%s))?(?![\\d:%%]|\\s?[ap]\\.?m|[,.]\\d)"
                .formatted(MONTH, DAY_OF_MONTH, SUFFIX, DAY_OF_MONTH, SUFFIX, YEAR),
            DateWords::monthFirst),
        SpokenRule.of(
            "(?<m>%s)\\.?,?\\s{1,3}(?<y>%s)(?!\\d)".formatted(MONTH, YEAR),
            date -> month(date.group("m")) + " " + NumberWords.year(date.number("y"))),
        SpokenRule.of(
            "(?<d>%s)(?<clear>(?:st|nd|rd|th)?\\s{1,3}of|st|nd|rd|th)?\\s{1,3}(?<m>%s)(?:,?\\s{1,3}(?<y>%s))?(?!\\d)"
                .formatted(DAY_OF_MONTH, MONTH, YEAR),
            DateWords::dayFirst),
        SpokenRule.of(
            "(?<a>%1$s)\\.?\\s?-\\s?(?<b>%1$s)(?<stop>\\.?)".formatted(DAY),
            span -> day(span.group("a")) + " through " + day(span.group("b")) + span.fullStop()),
        SpokenRule.of(
            "(?<a>%1$s)\\.?\\s?-\\s?(?<b>%1$s)(?<stop>\\.?)".formatted(MONTH),
            span ->
                month(span.group("a")) + " through " + month(span.group("b")) + span.fullStop()),
        SpokenRule.of("(?<a>%s)(?<stop>\\.?)".formatted(DAY), alone(DateWords::day)),
        SpokenRule.of("(?<a>%s)(?<stop>\\.?)".formatted(MONTH), alone(DateWords::month)),
        SpokenRule.of("(?<c>19|20)(?<t>\\d)0'?s(?!\\p{L})", DateWords::decade),
        SpokenRule.of("'(?<t>[2-9])0'?s(?!\\p{L})", date -> tensPlural(date.number("t"))));
  }

  private static String month(String written) {
    return MONTHS.get(MONTH_NUMBERS.getOrDefault(written.substring(0, 3), 1) - 1);
  }

  private static String day(String written) {
    return DAYS.stream().filter(d -> d.startsWith(written.substring(0, 3))).findFirst().orElse("");
  }

  private static @Nullable String numeric(Occurrence date) {
    int month = date.number("m");
    int day = date.number("d");
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return null;
    }
    int year = date.number("y");
    if (year < 1100 && year > 99) {
      return null;
    }
    int fullYear = year > 99 ? year : year < 50 ? 2000 + year : 1900 + year;
    return MONTHS.get(month - 1)
        + " "
        + NumberWords.ordinal(day)
        + ", "
        + NumberWords.year(fullYear);
  }

  /** "11/24" is a date, "3/4" a fraction unless a word such as "on" announces a date. */
  private static @Nullable String monthSlashDay(Occurrence date) {
    int month = date.number("m");
    int day = date.number("d");
    boolean announced =
        BEFORE_DATES.contains(date.previousWord())
            || DAY_NAME.matcher(date.previousWord()).matches();
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return null;
    }
    return announced || !FractionWords.isCommon(month, day)
        ? MONTHS.get(month - 1) + " " + NumberWords.ordinal(day)
        : null;
  }

  private static String monthFirst(Occurrence date) {
    var words = new StringBuilder(month(date.group("m")));
    words.append(' ').append(NumberWords.ordinal(date.number("d")));
    if (date.has("e")) {
      words.append(" to ").append(NumberWords.ordinal(date.number("e")));
    }
    if (date.has("y")) {
      words.append(", ").append(NumberWords.year(date.number("y")));
    }
    return words.toString();
  }

  /** "I have 2 May openings" is no date, "2nd of May" and "2 May 2027" are. */
  private static @Nullable String dayFirst(Occurrence date) {
    if (date.group("m").equals("May") && !date.has("clear") && !date.has("y")) {
      return null;
    }
    String article = date.previousWord().equalsIgnoreCase("the") ? "" : "the ";
    String year = date.has("y") ? ", " + NumberWords.year(date.number("y")) : "";
    return article + NumberWords.ordinal(date.number("d")) + " of " + month(date.group("m")) + year;
  }

  private static SpokenRule.Speaker alone(UnaryOperator<String> fullName) {
    return occurrence -> {
      String written = occurrence.group("a");
      String full = fullName.apply(written);
      if (full.equals(written) || (AMBIGUOUS.contains(written) && !inDateCompany(occurrence))) {
        return null;
      }
      return full + occurrence.fullStop();
    };
  }

  private static boolean inDateCompany(Occurrence occurrence) {
    String before = occurrence.text().substring(0, occurrence.match().start());
    String after = occurrence.text().substring(occurrence.match().end());
    return COMPANY_BEFORE.matcher(before).find()
        || COMPANY_AFTER.matcher(after).lookingAt()
        || (occurrence.group("stop").equals(".") && !occurrence.endsSentence());
  }

  private static String decade(Occurrence date) {
    int tens = date.number("t");
    int century = date.number("c");
    if (tens == 0) {
      return century == 20 ? "two thousands" : "nineteen hundreds";
    }
    return NumberWords.cardinal(century) + " " + (tens == 1 ? "tens" : tensPlural(tens));
  }

  private static String tensPlural(int tens) {
    String words = NumberWords.cardinal(tens * 10L);
    return words.substring(0, words.length() - 1) + "ies";
  }
}
