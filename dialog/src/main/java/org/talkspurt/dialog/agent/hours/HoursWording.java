package org.talkspurt.dialog.agent.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts opening hours into sentences. */
public final class HoursWording {

  private static final int WEEK_DAYS = 7;

  private final OpeningHours hours;

  public HoursWording(OpeningHours hours) {
    this.hours = hours;
  }

  /** "Tomorrow we are open from 8 AM to 5 PM." or why not, and when again. */
  public String day(LocalDate date, LocalDateTime now) {
    LocalDate today = now.toLocalDate();
    List<OpenSpan> spans = hours.on(date);
    Optional<SpecialDay> special = hours.specialDay(date);
    boolean over = date.equals(today) && isOver(spans, now.toLocalTime());
    String sentence =
        special
            .map(day -> capital(label(date, today)) + " is " + day.name() + " and we are ")
            .orElseGet(() -> capital(onDay(date, today)) + " we " + (over ? "were " : "are "));
    if (spans.isEmpty()) {
      return sentence + "closed. " + reopening(date, today);
    }
    String open = sentence + "open " + SpokenTime.spans(spans) + ".";
    return over ? open + " " + reopening(now) : open;
  }

  private static boolean isOver(List<OpenSpan> spans, LocalTime time) {
    return !spans.isEmpty() && OpenSpan.minuteOf(time) >= spans.getLast().closesMinute();
  }

  /** Whether the place is open at a named time of a day. */
  public String at(LocalDateTime time, LocalDateTime now) {
    LocalDate today = now.toLocalDate();
    LocalDate date = time.toLocalDate();
    List<OpenSpan> spans = hours.on(date);
    if (spans.isEmpty()) {
      return "No. " + day(date, now);
    }
    String answer = hours.isOpenAt(time) ? "Yes, " : "No, ";
    return answer + onDay(date, today) + " we are open " + SpokenTime.spans(spans) + ".";
  }

  /** Whether the place is open at this moment. */
  public String now(LocalDateTime now) {
    Optional<OpenSpan> open =
        hours.on(now.toLocalDate()).stream()
            .filter(span -> span.contains(now.toLocalTime()))
            .findFirst();
    return open.map(span -> "Yes, we are open now, until " + SpokenTime.time(span.closes()) + ".")
        .orElseGet(() -> "We are closed right now. " + reopening(now));
  }

  /** "We are closed on Sundays." */
  public String every(DayOfWeek weekday) {
    List<OpenSpan> spans = hours.usually(weekday);
    String days = name(weekday) + "s";
    return spans.isEmpty()
        ? "We are closed on " + days + "."
        : "On " + days + " we are open " + SpokenTime.spans(spans) + ".";
  }

  /** The usual week, days with the same hours together, and what differs in the days to come. */
  public String week(LocalDate today) {
    Map<List<OpenSpan>, List<DayOfWeek>> bySpans = new LinkedHashMap<>();
    for (DayOfWeek weekday : DayOfWeek.values()) {
      bySpans.computeIfAbsent(hours.usually(weekday), _ -> new ArrayList<>()).add(weekday);
    }
    List<DayOfWeek> closed = bySpans.remove(List.<OpenSpan>of());
    var parts = new ArrayList<String>();
    bySpans.forEach((spans, days) -> parts.add(days(days) + " " + SpokenTime.spans(spans)));
    String text = parts.isEmpty() ? "" : "We are open " + joined(parts) + ".";
    if (closed != null) {
      text += (text.isEmpty() ? "" : " ") + "We are closed on " + days(closed) + ".";
    }
    return text + exceptions(today);
  }

  /** Clauses that hold "and" themselves are divided by semicolons. */
  private static String joined(List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : String.join("; ", parts.subList(0, parts.size() - 1)) + "; and " + parts.getLast();
  }

  private String exceptions(LocalDate today) {
    var text = new StringBuilder();
    today
        .datesUntil(today.plusDays(WEEK_DAYS))
        .forEach(
            date ->
                hours
                    .specialDay(date)
                    .ifPresent(
                        special -> text.append(' ').append(exception(date, special, today))));
    return text.toString();
  }

  private static String exception(LocalDate date, SpecialDay special, LocalDate today) {
    String open =
        special.hours().isEmpty() ? "closed" : "open " + SpokenTime.spans(special.hours());
    return capital(label(date, today)) + " is " + special.name() + " and we are " + open + ".";
  }

  /** "Friday, November 27th at 8 AM", "tomorrow at 8 AM". */
  public String nextOpening(LocalDateTime now) {
    return hours
        .nextOpening(now)
        .map(opening -> moment(opening, now.toLocalDate()))
        .orElse("a day that I don't know yet");
  }

  private String reopening(LocalDateTime now) {
    return hours
        .nextOpening(now)
        .map(opening -> "We open again " + onMoment(opening, now.toLocalDate()) + ".")
        .orElse("");
  }

  private String reopening(LocalDate closed, LocalDate today) {
    return hours
        .nextOpening(closed.atTime(LocalTime.MAX))
        .map(opening -> "We open again " + onMoment(opening, today) + ".")
        .orElse("");
  }

  private static String moment(LocalDateTime time, LocalDate today) {
    return label(time.toLocalDate(), today) + " at " + SpokenTime.time(time.toLocalTime());
  }

  private static String onMoment(LocalDateTime time, LocalDate today) {
    return onDay(time.toLocalDate(), today) + " at " + SpokenTime.time(time.toLocalTime());
  }

  /** "Today", "tomorrow" or the date, in lower case. */
  public static String label(LocalDate date, LocalDate today) {
    if (date.equals(today)) {
      return "today";
    }
    return date.equals(today.plusDays(1)) ? "tomorrow" : SpokenTime.date(date);
  }

  private static String onDay(LocalDate date, LocalDate today) {
    String label = label(date, today);
    return label.equals("today") || label.equals("tomorrow") ? label : "on " + label;
  }

  private static String days(List<DayOfWeek> days) {
    boolean run =
        days.size() > 2
            && days.getLast().getValue() - days.getFirst().getValue() == days.size() - 1;
    return run
        ? name(days.getFirst()) + " to " + name(days.getLast())
        : SpokenTime.list(days.stream().map(HoursWording::name).toList());
  }

  private static String name(DayOfWeek weekday) {
    return weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
