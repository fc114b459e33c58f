package org.talkspurt.dialog.agent.words;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weekdays and months, abbreviated or a little misspelt. */
final class DayNames {

  private static final Map<String, DayOfWeek> SHORT_DAYS =
      Map.ofEntries(
          Map.entry("mon", DayOfWeek.MONDAY),
          Map.entry("tue", DayOfWeek.TUESDAY),
          Map.entry("tues", DayOfWeek.TUESDAY),
          Map.entry("wed", DayOfWeek.WEDNESDAY),
          Map.entry("weds", DayOfWeek.WEDNESDAY),
          Map.entry("wensday", DayOfWeek.WEDNESDAY),
          Map.entry("wendsday", DayOfWeek.WEDNESDAY),
          Map.entry("thu", DayOfWeek.THURSDAY),
          Map.entry("thur", DayOfWeek.THURSDAY),
          Map.entry("thurs", DayOfWeek.THURSDAY),
          Map.entry("fri", DayOfWeek.FRIDAY),
          Map.entry("sat", DayOfWeek.SATURDAY));

  private static final Map<String, Month> SHORT_MONTHS =
      Map.of(
          "jan", Month.JANUARY,
          "feb", Month.FEBRUARY,
          "apr", Month.APRIL,
          "aug", Month.AUGUST,
          "sep", Month.SEPTEMBER,
          "sept", Month.SEPTEMBER,
          "oct", Month.OCTOBER,
          "nov", Month.NOVEMBER,
          "dec", Month.DECEMBER);

  private DayNames() {}

  /** The weekday that {@code key} names: exactly, abbreviated or one letter off. */
  static @Nullable DayOfWeek weekday(String key) {
    DayOfWeek abbreviated = SHORT_DAYS.get(key);
    if (abbreviated != null || key.length() < 6) {
      return abbreviated;
    }
    DayOfWeek close = null;
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(Locale.ROOT);
      if (name.equals(key)) {
        return day;
      }
      if (Spelling.distance(name, key) == 1) {
        // "Munday" may be Monday or Sunday: rather ask than guess.
        close = close == null ? day : null;
      }
    }
    return key.endsWith("day") ? close : null;
  }

  /** The weekday of a plural: "Sundays". */
  static @Nullable DayOfWeek weekdays(String key) {
    return key.endsWith("days") ? weekday(key.substring(0, key.length() - 1)) : null;
  }

  static @Nullable Month month(String key) {
    for (Month month : Month.values()) {
      if (month.name().toLowerCase(Locale.ROOT).equals(key)) {
        return month;
      }
    }
    return SHORT_MONTHS.get(key);
  }
}
