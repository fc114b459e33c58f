package org.talkspurt.dialog.agent.words;

import static java.time.temporal.TemporalAdjusters.next;
import static java.time.temporal.TemporalAdjusters.nextOrSame;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.words.DayExpression.Every;
import org.talkspurt.dialog.agent.words.DayExpression.Found;
import org.talkspurt.dialog.agent.words.DayExpression.On;
import org.talkspurt.dialog.agent.words.DayExpression.Soonest;
import org.talkspurt.dialog.agent.words.DayExpression.Week;
import org.talkspurt.dialog.agent.words.DayExpression.Weekend;

/**
 * Finds the day in what a caller said.
 *
 * <p>A bare weekday is the first one after today. "This Friday" is the first one from today on;
 * "next Friday" is the one of the next week, weeks beginning on Monday. A day of the month is the
 * first one from today on.
 */
public final class DayParser {

  private static final List<String> SOONEST =
      List.of(
          "as soon as possible",
          "as soon as you can",
          "as early as possible",
          "soonest",
          "first available",
          "next available",
          "earliest available",
          "earliest possible",
          "earliest you have",
          "any day",
          "whenever",
          "right away");

  /** Nouns that make "the first" or "the second" no day of the month. */
  private static final Set<String> COUNTED =
      Set.of(
          "available",
          "appointment",
          "time",
          "thing",
          "visit",
          "slot",
          "one",
          "floor",
          "name",
          "opening",
          "half",
          "part",
          "opinion",
          "class",
          "week",
          "day");

  private final LocalDate today;
  private final LocalDate notBefore;
  private final Map<String, LocalDate> namedDays;

  /**
   * @param today in the agent's time zone
   * @param notBefore bare weekdays and days of the month fall on this day or later ("next week" was
   *     said before); {@code today} if there is no such hint
   * @param namedDays holidays by name
   */
  public DayParser(LocalDate today, LocalDate notBefore, Map<String, LocalDate> namedDays) {
    this.today = today;
    this.notBefore = notBefore;
    this.namedDays = new HashMap<>();
    namedDays.forEach((name, date) -> this.namedDays.put(nameKey(name), date));
  }

  /** The form of a holiday's name in which it is recognised: "thanksgiving", "new years". */
  private static String nameKey(String name) {
    String words = Words.of(name).toString();
    return words.endsWith(" day") ? words.substring(0, words.length() - 4) : words;
  }

  /**
   * The first day named.
   *
   * @param expected whether a day was asked for: then "twenty six" alone is a day of the month
   */
  public @Nullable Found find(Words words, boolean expected) {
    Found vague = null;
    for (int i = 0; i < words.size(); i++) {
      Found found = at(words, i);
      if (found == null) {
        continue;
      }
      if (!(found.day() instanceof Week)) {
        return found;
      }
      vague = vague == null ? found : vague;
    }
    if (vague == null && expected) {
      return bareNumber(words);
    }
    return vague;
  }

  private @Nullable Found at(Words words, int i) {
    if (!words.hasWord(i)) {
      return null;
    }
    Found found = relative(words, i);
    found = found == null ? holiday(words, i) : found;
    found = found == null ? weekday(words, i) : found;
    found = found == null ? monthAndDay(words, i) : found;
    found = found == null ? dayOfMonth(words, i) : found;
    return found == null ? vague(words, i) : found;
  }

  private static Found found(DayExpression day, int from, int length) {
    return new Found(day, new Span(from, from + length));
  }

  private @Nullable Found relative(Words words, int i) {
    if (words.isPhrase(i, "day after tomorrow")) {
      return found(new On(today.plusDays(2)), i, 3);
    }
    int tomorrow = tomorrowAt(words, i);
    if (tomorrow > 0) {
      return found(new On(today.plusDays(1)), i, tomorrow);
    }
    if (words.is(i, "today", "tonight")) {
      // "Tonight" stays for the time.
      return found(new On(today), i, words.is(i, "today") ? 1 : 0);
    }
    if (words.is(i, "this") && words.is(i + 1, "morning", "afternoon", "evening")) {
      // The part of the day stays for the time.
      return found(new On(today), i, 1);
    }
    if (words.isPhrase(i, "a week from") || words.isPhrase(i, "one week from")) {
      Found base = at(words, i + 3);
      if (base != null && base.day() instanceof On(LocalDate date)) {
        return new Found(new On(date.plusWeeks(1)), new Span(i, base.where().to()));
      }
    }
    return inSomeDays(words, i);
  }

  private static int tomorrowAt(Words words, int i) {
    if (words.is(i, "tomorrow", "tomorow", "tommorow", "tommorrow", "tmrw", "overmorrow")) {
      return 1;
    }
    return words.is(i, "to", "two", "too") && words.is(i + 1, "morrow") ? 2 : 0;
  }

  /** "In three days", "two weeks from now", "in a week". */
  private @Nullable Found inSomeDays(Words words, int i) {
    boolean in = words.is(i, "in");
    int at = in ? i + 1 : i;
    Numerals.Numeral number =
        words.is(at, "a") ? new Numerals.Numeral(1, 1) : Numerals.cardinalAt(words, at);
    if (number == null) {
      return null;
    }
    int unit = at + number.length();
    boolean fromNow =
        words.isPhrase(unit + 1, "from now") || words.isPhrase(unit + 1, "from today");
    if (!in && !fromNow) {
      return null;
    }
    int length = unit + 1 - i + (fromNow ? 2 : 0);
    if (words.is(unit, "day", "days")) {
      return found(new On(today.plusDays(number.value())), i, length);
    }
    if (words.is(unit, "week", "weeks")) {
      return found(new On(today.plusWeeks(number.value())), i, length);
    }
    return null;
  }

  private @Nullable Found holiday(Words words, int i) {
    Found longest = null;
    for (var named : namedDays.entrySet()) {
      String name = named.getKey();
      if (!words.isPhrase(i, name)) {
        continue;
      }
      int length = name.split(" ", -1).length;
      if (words.is(i + length, "day")) {
        length++;
      }
      if (longest == null || length > longest.where().to() - i) {
        longest = found(new On(named.getValue()), i, length);
      }
    }
    return longest;
  }

  private @Nullable Found weekday(Words words, int i) {
    DayOfWeek every = DayNames.weekdays(words.key(i));
    if (every != null) {
      return found(new Every(every, today.with(next(every))), i, 1);
    }
    boolean modified = words.is(i, "this", "next", "coming", "following");
    int at = modified ? i + 1 : i;
    DayOfWeek day = DayNames.weekday(words.key(at));
    if (day == null) {
      return null;
    }
    Found dated = datedWeekday(words, i, at);
    if (dated != null) {
      return dated;
    }
    if (words.isPhrase(at + 1, "next week")) {
      return found(new On(inNextWeek(day)), i, at + 3 - i);
    }
    if (words.isPhrase(at + 1, "after next")) {
      return found(new On(inNextWeek(day)), i, at + 3 - i);
    }
    LocalDate date =
        switch (words.key(i)) {
          case "this" -> today.with(nextOrSame(day));
          case "next" -> inNextWeek(day);
          default ->
              notBefore.isAfter(today) ? notBefore.with(nextOrSame(day)) : today.with(next(day));
        };
    return found(new On(date), i, at + 1 - i);
  }

  /** "Friday the 27th", "Friday, November 27th": the date counts. */
  private @Nullable Found datedWeekday(Words words, int from, int at) {
    int next = words.is(at + 1, "on") ? at + 2 : at + 1;
    Found date = monthAndDay(words, next);
    date = date == null ? dayOfMonth(words, next) : date;
    return date == null ? null : new Found(date.day(), new Span(from, date.where().to()));
  }

  private LocalDate inNextWeek(DayOfWeek day) {
    LocalDate monday = today.with(previousOrSame(DayOfWeek.MONDAY)).plusWeeks(1);
    return monday.with(nextOrSame(day));
  }

  private @Nullable Found monthAndDay(Words words, int i) {
    if (words.key(i).indexOf('/') > 0) {
      return slashed(words, i);
    }
    Month month = DayNames.month(words.key(i));
    if (month != null) {
      int at = words.is(i + 1, "the") ? i + 2 : i + 1;
      Numerals.Numeral day = Numerals.ordinalAt(words, at);
      day = day == null ? Numerals.cardinalAt(words, at) : day;
      return day == null ? null : date(month, day.value(), i, at + day.length() - i);
    }
    int at = words.is(i, "the") ? i + 1 : i;
    Numerals.Numeral day = Numerals.ordinalAt(words, at);
    day = day == null ? Numerals.cardinalAt(words, at) : day;
    if (day == null) {
      return null;
    }
    int monthAt = at + day.length();
    monthAt = words.is(monthAt, "of") ? monthAt + 1 : monthAt;
    Month named = DayNames.month(words.key(monthAt));
    return named == null ? null : date(named, day.value(), i, monthAt + 1 - i);
  }

  /** "11/26": month first. */
  private @Nullable Found slashed(Words words, int i) {
    String[] parts = words.key(i).split("/", -1);
    int month = Integer.parseInt(parts[0]);
    return month < 1 || month > 12 ? null : date(Month.of(month), Integer.parseInt(parts[1]), i, 1);
  }

  private @Nullable Found date(Month month, int day, int from, int length) {
    if (day < 1 || day > month.maxLength()) {
      return null;
    }
    LocalDate date = inYear(today.getYear(), month, day);
    if (date.isBefore(today)) {
      date = inYear(today.getYear() + 1, month, day);
    }
    return found(new On(date), from, length);
  }

  private static LocalDate inYear(int year, Month month, int day) {
    LocalDate first = LocalDate.of(year, month, 1);
    return first.withDayOfMonth(Math.min(day, first.lengthOfMonth()));
  }

  /** "The twenty sixth", "on the 3rd", "26th". */
  private @Nullable Found dayOfMonth(Words words, int i) {
    boolean article = words.is(i, "the");
    int at = article ? i + 1 : i;
    Numerals.Numeral day = Numerals.ordinalAt(words, at);
    if (day == null || COUNTED.contains(words.key(at + day.length()))) {
      return null;
    }
    boolean smallWord = day.value() <= 2 && !Character.isDigit(words.key(at).charAt(0));
    if (smallWord && !article) {
      return null;
    }
    return found(new On(nextDayOfMonth(day.value())), i, at + day.length() - i);
  }

  /** "Twenty six", "the 26", when a day was asked for and nothing else was said. */
  private @Nullable Found bareNumber(Words words) {
    for (int i = 0; i < words.size(); i++) {
      Numerals.Numeral day = Numerals.cardinalAt(words, i);
      if (day == null) {
        continue;
      }
      boolean alone = words.wordsLeft() == day.length() || words.is(i - 1, "the");
      boolean inMonth = day.value() >= 1 && day.value() <= 31;
      return alone && inMonth ? found(new On(nextDayOfMonth(day.value())), i, day.length()) : null;
    }
    return null;
  }

  private LocalDate nextDayOfMonth(int day) {
    LocalDate start = notBefore.isAfter(today) ? notBefore : today;
    LocalDate month = start.withDayOfMonth(1);
    while (true) {
      if (day <= month.lengthOfMonth() && !month.withDayOfMonth(day).isBefore(start)) {
        return month.withDayOfMonth(day);
      }
      month = month.plusMonths(1);
    }
  }

  private @Nullable Found vague(Words words, int i) {
    for (String phrase : SOONEST) {
      if (words.isPhrase(i, phrase)) {
        return found(new Soonest(), i, phrase.split(" ", -1).length);
      }
    }
    if (words.is(i, "weekend", "weekends")) {
      LocalDate saturday = today.with(nextOrSame(DayOfWeek.SATURDAY));
      boolean next = words.is(i - 1, "next");
      return found(new Weekend(next ? inNextWeek(DayOfWeek.SATURDAY) : saturday), i, 1);
    }
    if (words.isPhrase(i, "next week")) {
      return found(new Week(inNextWeek(DayOfWeek.MONDAY)), i, 2);
    }
    if (words.isPhrase(i, "week after next")) {
      return found(new Week(inNextWeek(DayOfWeek.MONDAY).plusWeeks(1)), i, 3);
    }
    if (words.isPhrase(i, "this week")) {
      return found(new Week(today), i, 2);
    }
    return null;
  }
}
