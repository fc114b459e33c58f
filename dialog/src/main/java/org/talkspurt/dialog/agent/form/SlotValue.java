package org.talkspurt.dialog.agent.form;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.talkspurt.dialog.agent.hours.SpokenTime;
import org.talkspurt.dialog.reply.Markup;

/** What a slot was filled with. */
sealed interface SlotValue {

  /** The form kept in records. */
  String recorded();

  /** The form read back to the caller; a caller's words are no markup. */
  String spoken();

  record Chosen(Slot.Choice choice) implements SlotValue {
    @Override
    public String recorded() {
      return choice.id();
    }

    @Override
    public String spoken() {
      return choice.say();
    }
  }

  record OnDay(LocalDate date) implements SlotValue {
    @Override
    public String recorded() {
      return date.toString();
    }

    @Override
    public String spoken() {
      return SpokenTime.date(date);
    }
  }

  /**
   * @param assumed whether "before or after noon" was not said but taken from the opening hours
   */
  record AtTime(LocalTime time, boolean assumed) implements SlotValue {
    private static final DateTimeFormatter HOUR_MINUTE =
        DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    @Override
    public String recorded() {
      return HOUR_MINUTE.format(time);
    }

    @Override
    public String spoken() {
      return SpokenTime.time(time);
    }
  }

  record Named(String name) implements SlotValue {
    @Override
    public String recorded() {
      return name;
    }

    @Override
    public String spoken() {
      return Markup.escape(name);
    }
  }

  /**
   * @param digits 7 or 10
   */
  record Phone(String digits) implements SlotValue {
    @Override
    public String recorded() {
      return digits;
    }

    @Override
    public String spoken() {
      return PhoneDigits.grouped(digits);
    }
  }

  record FreeText(String text) implements SlotValue {
    @Override
    public String recorded() {
      return text;
    }

    @Override
    public String spoken() {
      return Markup.escape(text);
    }
  }
}
