package org.talkspurt.dialog.agent.form;

import java.util.List;
import java.util.Optional;
import org.talkspurt.dialog.agent.words.Words;

/** How callers name a slot: "change the day", "the number is wrong". */
final class SlotWords {

  private static final List<String> REFUSING =
      List.of(
          "change",
          "wrong",
          "different",
          "another",
          "incorrect",
          "not right",
          "not correct",
          "isnt right",
          "fix",
          "misspelled",
          "mistake",
          "spelled wrong",
          "other");

  private SlotWords() {}

  /** The slot that a caller named. */
  static Optional<Slot> named(Form form, Words words) {
    return form.slots().stream().filter(slot -> words.hasAny(words(slot))).findFirst();
  }

  /** The slot that a caller wants to change without saying the new value yet. */
  static Optional<Slot> refused(Form form, Words words) {
    return words.hasAny(REFUSING) ? named(form, words) : Optional.empty();
  }

  private static List<String> words(Slot slot) {
    String own = slot.name().replace('-', ' ');
    return switch (slot) {
      case Slot.ChoiceSlot _ -> List.of(own, "treatment", "reason");
      case Slot.DaySlot _ -> List.of(own, "day", "date");
      case Slot.TimeSlot _ -> List.of(own, "time", "hour");
      case Slot.NameSlot _ -> List.of(own, "name", "spelling");
      case Slot.PhoneSlot _ -> List.of(own, "number", "phone", "digits");
      case Slot.TextSlot _ -> List.of(own);
    };
  }
}
