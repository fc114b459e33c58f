package org.talkspurt.dialog.agent.hours;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which dates a special day falls. */
public sealed interface DayRule {

  /** The day in {@code year}, if there is one. */
  Optional<LocalDate> in(int year);

  /** Once: "2026-11-27". */
  record Once(LocalDate date) implements DayRule {
    @Override
    public Optional<LocalDate> in(int year) {
      return date.getYear() == year ? Optional.of(date) : Optional.empty();
    }
  }

  /** Every year: "12-25". */
  record Yearly(MonthDay day) implements DayRule {
    @Override
    public Optional<LocalDate> in(int year) {
      return day.isValidYear(year) ? Optional.of(day.atYear(year)) : Optional.empty();
    }
  }

  /**
   * Every year: "fourth thursday of november".
   *
   * @param ordinal 1..4, or −1 for the last one
   */
  record WeekdayOfMonth(int ordinal, DayOfWeek weekday, Month month) implements DayRule {
    @Override
    public Optional<LocalDate> in(int year) {
      LocalDate start = LocalDate.of(year, month, 1);
      return Optional.of(start.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday)));
    }
  }

  List<String> ORDINALS = List.of("first", "second", "third", "fourth");

  Pattern WEEKDAY_OF_MONTH =
      Pattern.compile("(first|second|third|fourth|last) ([a-z]+) of ([a-z]+)");

  /**
   * Reads one of the three forms.
   *
   * @throws IllegalArgumentException with what was expected
   */
  static DayRule parse(String written) {
    try {
      String lower = written.toLowerCase(Locale.ROOT);
      Matcher matcher = WEEKDAY_OF_MONTH.matcher(lower);
      if (matcher.matches()) {
        int ordinal = ORDINALS.indexOf(matcher.group(1)) + 1;
        return new WeekdayOfMonth(
            ordinal == 0 ? -1 : ordinal,
            DayOfWeek.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
            Month.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)));
      }
      return lower.length() == 5
          ? new Yearly(MonthDay.parse("--" + lower))
          : new Once(LocalDate.parse(lower));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected a date like \"2026-11-27\", \"12-25\" (every year) or \"fourth thursday of"
              + " november\"",
          e);
    }
  }
}
