package org.talkspurt.dialog.agent.form;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.talkspurt.dialog.agent.hours.HoursWording;
import org.talkspurt.dialog.agent.hours.OpenSpan;
import org.talkspurt.dialog.agent.hours.OpeningHours;
import org.talkspurt.dialog.agent.hours.SpokenTime;
import org.talkspurt.dialog.agent.words.TimeExpression.Part;

/**
 * Whether somebody can come at a day and time; if not, says why and names the nearest that fits.
 */
final class Visits {

  private static final int HORIZON_DAYS = 365;

  /** Visits begin on the half hour, the last one this long before a span ends. */
  private static final int HALF_HOUR_MINUTES = 30;

  private final OpeningHours hours;
  private final HoursWording wording;

  Visits(OpeningHours hours) {
    this.hours = hours;
    this.wording = new HoursWording(hours);
  }

  /**
   * Why not.
   *
   * @param reason a sentence
   * @param nearest what fits instead
   */
  record Refusal<T>(String reason, Optional<T> nearest) {}

  /** Why nobody can come on {@code date}; empty if somebody can. */
  Optional<Refusal<LocalDate>> refuseDay(LocalDate date, LocalDateTime now) {
    LocalDate today = now.toLocalDate();
    if (date.isAfter(today.plusDays(HORIZON_DAYS))) {
      return Optional.of(new Refusal<>("I can only book up to a year ahead.", Optional.empty()));
    }
    boolean open = starts(date, now).findAny().isPresent();
    return open
        ? Optional.empty()
        : Optional.of(new Refusal<>(wording.day(date, now), hours.nextOpenDay(date)));
  }

  /** Why nobody can come then on an open day; empty if somebody can. */
  Optional<Refusal<LocalTime>> refuseTime(LocalDateTime time, LocalDateTime now) {
    LocalDate date = time.toLocalDate();
    boolean past = !time.isAfter(now);
    if (!past && hours.isOpenAt(time)) {
      return Optional.empty();
    }
    String reason =
        past
            ? "It is already past " + SpokenTime.time(time.toLocalTime()) + " today."
            : wording.day(date, now);
    return Optional.of(new Refusal<>(reason, nearest(date, time.toLocalTime(), now)));
  }

  /** The first time of a part of a day; if there is none, the nearest to it. */
  Optional<LocalTime> timeIn(LocalDate date, Part part, LocalDateTime now) {
    Optional<LocalTime> within =
        Stream.concat(starts(date, now), Stream.of(part.start()))
            .filter(time -> !time.isBefore(part.start()) && time.isBefore(part.end()))
            .filter(time -> hours.isOpenAt(date.atTime(time)) && date.atTime(time).isAfter(now))
            .min(Comparator.naturalOrder());
    return within.or(() -> nearest(date, part.start(), now));
  }

  private Optional<LocalTime> nearest(LocalDate date, LocalTime wanted, LocalDateTime now) {
    return starts(date, now)
        .min(Comparator.comparingLong(time -> Math.abs(ChronoUnit.MINUTES.between(wanted, time))));
  }

  /** The first day on which somebody can still come. */
  Optional<LocalDate> soonestDay(LocalDateTime now) {
    LocalDate today = now.toLocalDate();
    return starts(today, now).findAny().isPresent() ? Optional.of(today) : hours.nextOpenDay(today);
  }

  /** The first and the last visit of each span that are still to come, and the next half hour. */
  private Stream<LocalTime> starts(LocalDate date, LocalDateTime now) {
    LocalDateTime halfHour =
        now.truncatedTo(ChronoUnit.HOURS)
            .plusMinutes(now.getMinute() < HALF_HOUR_MINUTES ? HALF_HOUR_MINUTES : 60);
    Stream<LocalTime> soon =
        halfHour.toLocalDate().equals(date) && hours.isOpenAt(halfHour)
            ? Stream.of(halfHour.toLocalTime())
            : Stream.empty();
    Stream<LocalTime> edges =
        hours.on(date).stream().flatMap(span -> Stream.of(span.opens(), lastVisit(span)));
    return Stream.concat(soon, edges).filter(time -> date.atTime(time).isAfter(now));
  }

  private static LocalTime lastVisit(OpenSpan span) {
    int minute = Math.max(span.opensMinute(), span.closesMinute() - HALF_HOUR_MINUTES);
    return LocalTime.of(minute / 60, minute % 60);
  }
}
