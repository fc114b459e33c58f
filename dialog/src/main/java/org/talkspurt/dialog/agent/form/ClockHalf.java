package org.talkspurt.dialog.agent.form;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.hours.OpeningHours;
import org.talkspurt.dialog.agent.words.TimeExpression.TwelveHour;

/** Tells by the opening hours whether "at three" is before or after noon. */
final class ClockHalf {

  private static final int FIRST_MORNING_HOUR = 7;

  private final OpeningHours hours;

  ClockHalf(OpeningHours hours) {
    this.hours = hours;
  }

  /**
   * @param date the day meant, if it is known
   */
  SlotValue.AtTime resolve(TwelveHour time, @Nullable LocalDate date, LocalDateTime now) {
    boolean morning = fits(time.beforeNoon(), date, now);
    boolean afternoon = fits(time.afterNoon(), date, now);
    boolean usuallyMorning = time.hour() >= FIRST_MORNING_HOUR && time.hour() < 12;
    boolean isMorning = morning == afternoon ? usuallyMorning : morning;
    return new SlotValue.AtTime(isMorning ? time.beforeNoon() : time.afterNoon(), true);
  }

  /** The same time judged again for another day. */
  SlotValue.AtTime resolveAgain(SlotValue.AtTime value, LocalDate date, LocalDateTime now) {
    if (!value.assumed()) {
      return value;
    }
    int hour = value.time().getHour() % 12;
    return resolve(new TwelveHour(hour == 0 ? 12 : hour, value.time().getMinute()), date, now);
  }

  private boolean fits(LocalTime time, @Nullable LocalDate date, LocalDateTime now) {
    return date == null
        ? hours.isEverOpenAt(time)
        : hours.isOpenAt(date.atTime(time)) && date.atTime(time).isAfter(now);
  }
}
