package org.talkspurt.dialog.agent.form;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.talkspurt.dialog.agent.hours.HoursWording;
import org.talkspurt.dialog.agent.hours.SpokenTime;

/** The words of a form that are not in its file. */
final class FormWording {

  private static final int WEEK_DAYS = 7;

  private FormWording() {}

  /** The rest of a number of which {@code digits} are known. */
  static String restOfNumber(String digits) {
    return "I have " + PhoneDigits.spaced(digits) + " so far. What is the rest?";
  }

  /** How a day is offered: "tomorrow", "Friday", "Friday, December 4th". */
  static String label(LocalDate date, LocalDateTime now) {
    String label = HoursWording.label(date, now.toLocalDate());
    boolean soon = !date.isAfter(now.toLocalDate().plusDays(WEEK_DAYS));
    return label.equals("tomorrow") ? label : soon ? SpokenTime.weekday(date) : label;
  }

  /** "A cleaning on Tuesday, December 1st at 3 PM.": what is new, without names and numbers. */
  static String understood(FormState before, FormState after) {
    var text = new StringBuilder();
    for (Slot slot : after.form().slots()) {
      SlotValue value = after.values().get(slot.name());
      if (value == null || value.equals(before.values().get(slot.name()))) {
        continue;
      }
      String word =
          switch (value) {
            case SlotValue.OnDay _ -> text.isEmpty() ? "" : "on ";
            case SlotValue.AtTime _ -> text.isEmpty() ? "" : "at ";
            case SlotValue.Chosen _ -> "";
            case SlotValue.Named _, SlotValue.Phone _, SlotValue.FreeText _ -> null;
          };
      if (word != null) {
        text.append(text.isEmpty() ? "" : " ").append(word).append(value.spoken());
      }
    }
    return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  static String filledIn(String template, FormState state) {
    String text = template;
    for (var value : state.values().entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue().spoken());
    }
    return text;
  }

  static String sentence(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + " " + second;
  }
}
