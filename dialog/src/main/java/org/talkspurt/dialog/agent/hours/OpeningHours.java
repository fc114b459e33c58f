package org.talkspurt.dialog.agent.hours;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a place is open.
 *
 * @param zone in which the hours are meant
 * @param weekly spans of each weekday, in order and apart; a missing weekday is closed
 * @param specialDays days that differ; the first that falls on a date counts
 */
public record OpeningHours(
    ZoneId zone, Map<DayOfWeek, List<OpenSpan>> weekly, List<SpecialDay> specialDays) {

  /** How far ahead an opening is looked for. */
  private static final int HORIZON_DAYS = 366;

  public OpeningHours {
    weekly = Map.copyOf(weekly);
    specialDays = List.copyOf(specialDays);
    weekly.values().forEach(OpenSpan::inOrder);
  }

  /** The spans of {@code date}; empty if closed. */
  public List<OpenSpan> on(LocalDate date) {
    return specialDay(date).map(SpecialDay::hours).orElseGet(() -> usually(date.getDayOfWeek()));
  }

  /** The spans of a weekday without regard to special days. */
  public List<OpenSpan> usually(DayOfWeek weekday) {
    return weekly.getOrDefault(weekday, List.of());
  }

  public boolean isOpenOn(LocalDate date) {
    return !on(date).isEmpty();
  }

  public boolean isOpenAt(LocalDateTime time) {
    return on(time.toLocalDate()).stream().anyMatch(span -> span.contains(time.toLocalTime()));
  }

  public Optional<SpecialDay> specialDay(LocalDate date) {
    return specialDays.stream()
        .filter(day -> day.rule().in(date.getYear()).filter(date::equals).isPresent())
        .findFirst();
  }

  /** The first opening later than {@code time}, within a year. */
  public Optional<LocalDateTime> nextOpening(LocalDateTime time) {
    LocalDate today = time.toLocalDate();
    return today
        .datesUntil(today.plusDays(HORIZON_DAYS))
        .flatMap(date -> on(date).stream().map(span -> date.atTime(span.opens())))
        .filter(opening -> opening.isAfter(time))
        .findFirst();
  }

  /** The first open day later than {@code date}, within a year. */
  public Optional<LocalDate> nextOpenDay(LocalDate date) {
    return date.plusDays(1)
        .datesUntil(date.plusDays(HORIZON_DAYS))
        .filter(this::isOpenOn)
        .findFirst();
  }

  /** Whether any weekday is open at {@code time}. */
  public boolean isEverOpenAt(LocalTime time) {
    return weekly.values().stream().flatMap(List::stream).anyMatch(span -> span.contains(time));
  }

  /** The special days by name, each at its first date from {@code today} on. */
  public Map<String, LocalDate> namedDays(LocalDate today) {
    var named = new HashMap<String, LocalDate>();
    for (SpecialDay day : specialDays) {
      for (int year = today.getYear(); year <= today.getYear() + 1; year++) {
        day.rule()
            .in(year)
            .filter(date -> !date.isBefore(today))
            .ifPresent(date -> named.putIfAbsent(day.name(), date));
      }
    }
    return named;
  }
}
