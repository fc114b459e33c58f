package org.talkspurt.dialog.agent.form;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Something to be collected from a caller, e.g. an appointment.
 *
 * @param id names the form in actions and records
 * @param examples what callers say who want it
 * @param start said before the first question
 * @param slots in the order in which they are asked; names differ, and there is at most one of each
 *     type but choice and text
 * @param confirm the read-back; may hold {slot} placeholders
 * @param change asked when the read-back was refused
 * @param done said once it is confirmed; may hold {slot} placeholders
 * @param cancelled said when the caller gave it up
 */
public record Form(
    String id,
    List<String> examples,
    String start,
    List<Slot> slots,
    String confirm,
    String change,
    String done,
    String cancelled) {

  public Form {
    examples = List.copyOf(examples);
    slots = List.copyOf(slots);
    var names = new HashSet<String>();
    var types = new HashSet<Class<?>>();
    for (Slot slot : slots) {
      if (!names.add(slot.name())) {
        throw new IllegalArgumentException("expected one slot named " + slot.name());
      }
      boolean mayRepeat = slot instanceof Slot.ChoiceSlot || slot instanceof Slot.TextSlot;
      if (!mayRepeat && !types.add(slot.getClass())) {
        throw new IllegalArgumentException(
            "expected at most one slot of the type of " + slot.name());
      }
    }
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("expected a slot");
    }
  }

  Slot slot(String name) {
    return slots.stream().filter(slot -> slot.name().equals(name)).findFirst().orElseThrow();
  }

  <T extends Slot> Optional<T> slot(Class<T> type) {
    return slots.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
