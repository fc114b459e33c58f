package org.talkspurt.dialog.agent.words;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** A day as a caller names it. */
public sealed interface DayExpression {

  /** "Tomorrow", "next Tuesday", "the 26th", "Thanksgiving". */
  record On(LocalDate date) implements DayExpression {}

  /**
   * "Sundays".
   *
   * @param next the first such day after today
   */
  record Every(DayOfWeek weekday, LocalDate next) implements DayExpression {}

  /** "The weekend", by its Saturday. */
  record Weekend(LocalDate saturday) implements DayExpression {}

  /** "Next week", "in two weeks": some day from {@code monday} on. */
  record Week(LocalDate monday) implements DayExpression {}

  /** "As soon as possible". */
  record Soonest() implements DayExpression {}

  /** An expression and the words it was said with. */
  record Found(DayExpression day, Span where) {}
}
