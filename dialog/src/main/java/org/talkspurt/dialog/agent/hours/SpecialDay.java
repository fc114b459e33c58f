package org.talkspurt.dialog.agent.hours;

import java.util.List;

/**
 * A day with hours of its own.
 *
 * @param name as it is spoken: "Thanksgiving Day"
 * @param hours when the place is open; empty if it is closed
 */
public record SpecialDay(DayRule rule, String name, List<OpenSpan> hours) {
  public SpecialDay {
    hours = OpenSpan.inOrder(hours);
  }
}
