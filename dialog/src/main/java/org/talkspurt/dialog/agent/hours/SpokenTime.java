package org.talkspurt.dialog.agent.hours;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Times and dates in the written form that is spoken well: "8:30 AM", "Friday, November 27th". */
public final class SpokenTime {

  private SpokenTime() {}

  public static String time(LocalTime time) {
    if (time.equals(LocalTime.NOON)) {
      return "noon";
    }
    if (time.equals(LocalTime.MIDNIGHT)) {
      return "midnight";
    }
    int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    String minutes =
        time.getMinute() == 0 ? "" : String.format(Locale.ROOT, ":%02d", time.getMinute());
    return hour + minutes + (time.getHour() < 12 ? " AM" : " PM");
  }

  /** "Friday, November 27th". */
  public static String date(LocalDate date) {
    return weekday(date) + ", " + monthDay(date);
  }

  public static String weekday(LocalDate date) {
    return date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String monthDay(LocalDate date) {
    String month = date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return month + " " + date.getDayOfMonth() + ordinalSuffix(date.getDayOfMonth());
  }

  private static String ordinalSuffix(int number) {
    if (number >= 11 && number <= 13) {
      return "th";
    }
    return switch (number % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }

  /** "From 8 AM to noon and from 1 PM to 7 PM", in lower case. */
  public static String spans(List<OpenSpan> spans) {
    return list(
        spans.stream()
            .map(span -> "from " + time(span.opens()) + " to " + time(span.closes()))
            .toList());
  }

  /** "A", "A and B", "A, B and C". */
  public static String list(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    int last = items.size() - 1;
    return String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }
}
