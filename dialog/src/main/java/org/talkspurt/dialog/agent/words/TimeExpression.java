package org.talkspurt.dialog.agent.words;

import java.time.LocalTime;

/** A time of day as a caller names it. */
public sealed interface TimeExpression {

  /** "3 p.m.", "15:30", "noon", "three in the afternoon". */
  record Exact(LocalTime time) implements TimeExpression {}

  /**
   * "Three thirty": before or after noon, as the opening hours tell.
   *
   * @param hour 1..12
   * @param minute 0..59
   */
  record TwelveHour(int hour, int minute) implements TimeExpression {
    public LocalTime beforeNoon() {
      return LocalTime.of(hour % 12, minute);
    }

    public LocalTime afterNoon() {
      return LocalTime.of(hour % 12 + 12, minute);
    }
  }

  /** "In the morning", "first thing". */
  record PartOfDay(Part part) implements TimeExpression {}

  /** Parts of a day, as callers use them for appointments. */
  enum Part {
    EARLIEST(LocalTime.MIN, LocalTime.MAX),
    MORNING(LocalTime.MIN, LocalTime.NOON),
    AFTERNOON(LocalTime.of(13, 0), LocalTime.of(17, 0)),
    EVENING(LocalTime.of(17, 0), LocalTime.MAX);

    private final LocalTime start;
    private final LocalTime end;

    Part(LocalTime start, LocalTime end) {
      this.start = start;
      this.end = end;
    }

    public LocalTime start() {
      return start;
    }

    public LocalTime end() {
      return end;
    }
  }

  /** An expression and the words it was said with. */
  record Found(TimeExpression time, Span where) {}
}
