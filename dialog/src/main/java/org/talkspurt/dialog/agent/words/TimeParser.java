package org.talkspurt.dialog.agent.words;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.words.TimeExpression.Exact;
import org.talkspurt.dialog.agent.words.TimeExpression.Found;
import org.talkspurt.dialog.agent.words.TimeExpression.Part;
import org.talkspurt.dialog.agent.words.TimeExpression.PartOfDay;
import org.talkspurt.dialog.agent.words.TimeExpression.TwelveHour;

/** Finds the time of day in what a caller said. */
public final class TimeParser {

  private static final Set<String> BEFORE_A_TIME =
      Set.of("at", "around", "about", "by", "after", "before", "until", "till", "from", "like");

  /** What makes a number no time of day. */
  private static final Set<String> COUNTED =
      Set.of(
          "minute",
          "minutes",
          "hour",
          "hours",
          "day",
          "days",
          "week",
          "weeks",
          "month",
          "months",
          "year",
          "years",
          "old",
          "dollars",
          "bucks",
          "percent",
          "people",
          "kids",
          "children",
          "teeth",
          "tooth",
          "fillings",
          "cavities",
          "times",
          "of",
          "or");

  private static final Map<String, Part> PARTS =
      Map.of(
          "morning", Part.MORNING,
          "mornings", Part.MORNING,
          "afternoon", Part.AFTERNOON,
          "afternoons", Part.AFTERNOON,
          "evening", Part.EVENING,
          "evenings", Part.EVENING,
          "tonight", Part.EVENING,
          "night", Part.EVENING);

  private static final List<String> EARLIEST =
      List.of(
          "first thing",
          "as early as possible",
          "earliest",
          "any time",
          "anytime",
          "whenever",
          "when you open",
          "right when you open",
          "does not matter",
          "doesnt matter",
          "dont care");

  private TimeParser() {}

  /**
   * The first time named.
   *
   * @param expected whether a time was asked for: then a bare number is a time
   */
  public static @Nullable Found find(Words words, boolean expected) {
    for (int i = 0; i < words.size(); i++) {
      Found clock = clockAt(words, i, expected);
      if (clock != null) {
        return withPartOfDay(words, clock);
      }
    }
    if (expected && words.wordsLeft() == 1) {
      Found homophone = loneHomophone(words);
      if (homophone != null) {
        return homophone;
      }
    }
    return partOfDay(words);
  }

  private static @Nullable Found clockAt(Words words, int i, boolean expected) {
    if (words.is(i, "noon", "midday", "lunchtime") && !words.is(i - 1, "after")) {
      return new Found(new Exact(LocalTime.NOON), new Span(i, i + 1));
    }
    if (words.is(i, "midnight")) {
      return new Found(new Exact(LocalTime.MIDNIGHT), new Span(i, i + 1));
    }
    Found found = fractionAt(words, i);
    found = found == null ? minutesToOrPast(words, i) : found;
    return found == null ? hourAt(words, i, expected) : found;
  }

  /** "Half past two", "quarter to nine", "half two". */
  private static @Nullable Found fractionAt(Words words, int i) {
    boolean half = words.is(i, "half");
    if (!half && !words.is(i, "quarter")) {
      return null;
    }
    boolean past = words.is(i + 1, "past", "after");
    boolean sounds = words.is(i + 1, "two", "too") && hourNumber(words, i + 2) != null;
    boolean before = sounds || words.is(i + 1, "to", "of", "before", "till");
    if (!past && !before && !half) {
      return null;
    }
    int at = past || before ? i + 2 : i + 1;
    Numerals.Numeral hour = hourNumber(words, at);
    if (hour == null) {
      return null;
    }
    int end = at + hour.length();
    int minute = half ? 30 : 15;
    return before && !half
        ? minutesBefore(words, hour.value(), minute, i, end)
        : clock(words, hour.value(), minute, i, end);
  }

  /** "Twenty past four", "ten to five", "five minutes after three". */
  private static @Nullable Found minutesToOrPast(Words words, int i) {
    Numerals.Numeral minutes = Numerals.cardinalAt(words, i);
    if (minutes == null || minutes.value() % 5 != 0 || minutes.value() > 25) {
      return null;
    }
    int at = i + minutes.length();
    at = words.is(at, "minutes") ? at + 1 : at;
    boolean past = words.is(at, "past", "after");
    boolean before = words.is(at, "to", "before", "till", "of");
    Numerals.Numeral hour = past || before ? hourNumber(words, at + 1) : null;
    if (hour == null) {
      return null;
    }
    int end = at + 1 + hour.length();
    return before
        ? minutesBefore(words, hour.value(), minutes.value(), i, end)
        : clock(words, hour.value(), minutes.value(), i, end);
  }

  private static @Nullable Found minutesBefore(
      Words words, int hour, int minutes, int from, int end) {
    return clock(words, hour == 1 ? 12 : hour - 1, 60 - minutes, from, end);
  }

  private static Numerals.@Nullable Numeral hourNumber(Words words, int i) {
    Numerals.Numeral hour = Numerals.cardinalAt(words, i);
    if (hour == null) {
      Integer homophone = Numerals.homophone(words.key(i));
      return homophone == null ? null : new Numerals.Numeral(homophone, 1);
    }
    return hour.value() >= 1 && hour.value() <= 12 ? hour : null;
  }

  private static @Nullable Found hourAt(Words words, int i, boolean expected) {
    String key = words.key(i);
    int colon = key.indexOf(':');
    if (colon > 0) {
      int hour = Integer.parseInt(key.substring(0, colon));
      return clock(words, hour, Integer.parseInt(key.substring(colon + 1)), i, i + 1);
    }
    boolean introduced = BEFORE_A_TIME.contains(words.key(i - 1));
    Found joined = joinedDigits(words, i, expected || introduced);
    if (joined != null) {
      return joined;
    }
    Numerals.Numeral hour = Numerals.cardinalAt(words, i);
    if (hour == null) {
      return homophoneHour(words, i);
    }
    int end = i + hour.length();
    Found withMinutes = withMinutes(words, hour.value(), i, end);
    if (withMinutes != null) {
      return withMinutes;
    }
    boolean marked =
        words.is(end, "oclock")
            || meridiemLength(words, end) > 0
            || (words.isPhrase(end, "in the") && PARTS.containsKey(words.key(end + 2)));
    boolean counted = COUNTED.contains(words.key(end)) || isAmongNumbers(words, i, end);
    if (!marked && (counted || !(introduced || expected))) {
      return null;
    }
    return clock(words, hour.value(), 0, i, words.is(end, "oclock") ? end + 1 : end);
  }

  private static boolean isAmongNumbers(Words words, int from, int end) {
    return Numerals.cardinalAt(words, end) != null || Numerals.cardinalAt(words, from - 1) != null;
  }

  /** "330", "1530". */
  private static @Nullable Found joinedDigits(Words words, int i, boolean likely) {
    String key = words.key(i);
    boolean digits = key.length() >= 3 && key.length() <= 4;
    if (!digits || !key.chars().allMatch(Character::isDigit)) {
      return null;
    }
    if (!likely && meridiemLength(words, i + 1) == 0) {
      return null;
    }
    int split = key.length() - 2;
    int minute = Integer.parseInt(key.substring(split));
    return minute > 59
        ? null
        : clock(words, Integer.parseInt(key.substring(0, split)), minute, i, i + 1);
  }

  /** "Three thirty", "3 30", "three oh five". */
  private static @Nullable Found withMinutes(Words words, int hour, int from, int end) {
    if (words.is(end, "oh", "o", "zero")) {
      Integer unit = Numerals.unit(words.key(end + 1));
      boolean longer =
          Numerals.cardinalAt(words, end + 2) != null
              || Numerals.cardinalAt(words, from - 1) != null;
      return unit == null || longer ? null : clock(words, hour, unit, from, end + 2);
    }
    Numerals.Numeral minute = Numerals.cardinalAt(words, end);
    boolean isMinute = minute != null && minute.value() >= 10 && minute.value() <= 59;
    if (!isMinute || minute == null) {
      return null;
    }
    int after = end + minute.length();
    boolean goesOn = Numerals.cardinalAt(words, after) != null;
    return goesOn || COUNTED.contains(words.key(after))
        ? null
        : clock(words, hour, minute.value(), from, after);
  }

  /** "At for", "for thirty", "ate o'clock": numbers that the recognizer took for other words. */
  private static @Nullable Found homophoneHour(Words words, int i) {
    Integer hour = Numerals.homophone(words.key(i));
    if (hour == null) {
      return null;
    }
    Found withMinutes = withMinutes(words, hour, i, i + 1);
    if (withMinutes != null) {
      return withMinutes;
    }
    boolean marked = words.is(i + 1, "oclock") || meridiemLength(words, i + 1) > 0;
    boolean introduced = words.is(i - 1, "at", "around", "about");
    boolean closesTheSentence = !words.hasWord(i + 1) || words.is(i + 1, "please", "then");
    return marked || (introduced && closesTheSentence)
        ? clock(words, hour, 0, i, words.is(i + 1, "oclock") ? i + 2 : i + 1)
        : null;
  }

  private static @Nullable Found loneHomophone(Words words) {
    for (int i = 0; i < words.size(); i++) {
      Integer hour = Numerals.homophone(words.key(i));
      if (hour != null) {
        return clock(words, hour, 0, i, i + 1);
      }
    }
    return null;
  }

  /** The time, with an "a.m." or "p.m." that follows it; null if there is no such time. */
  private static @Nullable Found clock(Words words, int hour, int minute, int from, int end) {
    if (hour > 24 || (hour == 24 && minute > 0)) {
      return null;
    }
    if (hour == 0 || hour > 12) {
      // "15:30 p.m." is 15:30.
      int after = end + meridiemLength(words, end);
      return new Found(new Exact(LocalTime.of(hour % 24, minute)), new Span(from, after));
    }
    var time = new TwelveHour(hour, minute);
    int length = meridiemLength(words, end);
    if (length == 0) {
      return new Found(time, new Span(from, end));
    }
    boolean afternoon = words.key(end).startsWith("p");
    return new Found(
        new Exact(afternoon ? time.afterNoon() : time.beforeNoon()), new Span(from, end + length));
  }

  private static int meridiemLength(Words words, int i) {
    if (words.is(i, "am", "pm")) {
      return 1;
    }
    return words.is(i, "a", "p") && words.is(i + 1, "m") ? 2 : 0;
  }

  /** "Three in the afternoon" is 15:00. */
  private static Found withPartOfDay(Words words, Found clock) {
    if (!(clock.time() instanceof TwelveHour time)) {
      return clock;
    }
    Found part = partOfDay(words.without(clock.where()));
    if (part == null || !(part.time() instanceof PartOfDay(Part said))) {
      return clock;
    }
    LocalTime exact =
        switch (said) {
          case MORNING -> time.beforeNoon();
          case AFTERNOON, EVENING -> time.afterNoon();
          case EARLIEST -> null;
        };
    if (exact == null) {
      return clock;
    }
    boolean follows = part.where().from() <= clock.where().to() + 2;
    int end = follows ? Math.max(clock.where().to(), part.where().to()) : clock.where().to();
    return new Found(new Exact(exact), new Span(clock.where().from(), end));
  }

  private static @Nullable Found partOfDay(Words words) {
    for (int i = 0; i < words.size(); i++) {
      Part part = PARTS.get(words.key(i));
      boolean greeting = words.is(i - 1, "good");
      if (part != null && !greeting) {
        return new Found(new PartOfDay(part), new Span(i, i + 1));
      }
    }
    for (String phrase : EARLIEST) {
      int at = words.indexOf(phrase);
      if (at >= 0) {
        int length = phrase.split(" ", -1).length;
        return new Found(new PartOfDay(Part.EARLIEST), new Span(at, at + length));
      }
    }
    return null;
  }
}
