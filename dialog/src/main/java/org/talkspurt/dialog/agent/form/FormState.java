package org.talkspurt.dialog.agent.form;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.words.TimeExpression.Part;

/**
 * A form under way. Immutable.
 *
 * @param form as it was when the form began: a reloaded agent does not touch it
 * @param values the slots filled so far, by name
 * @param phase what the caller is expected to say
 * @param asked the slot asked for; null in other phases than asking
 * @param misses how often the present question was not answered
 * @param offer proposed in the last question, to be taken with a "yes"
 * @param digits of a telephone number that is not complete yet
 * @param notBefore days meant fall on this day or later: "next week" was said
 * @param part of the day wanted, when no time was said yet
 * @param question what was asked last
 */
public record FormState(
    Form form,
    Map<String, SlotValue> values,
    Phase phase,
    @Nullable String asked,
    int misses,
    @Nullable Offer offer,
    String digits,
    @Nullable LocalDate notBefore,
    @Nullable Part part,
    String question) {

  /** What the caller is expected to say. */
  public enum Phase {
    /** A slot's value. */
    ASKING,
    /** Whether the read-back is right. */
    CONFIRMING,
    /** What of the read-back is wrong. */
    CHANGING
  }

  /** The kind of words that answer a form's question. */
  public enum Expects {
    /** Yes, no, a name, a day. */
    SHORT,
    /** Digits, said in groups with pauses between. */
    NUMBER,
    /** Whole sentences. */
    SENTENCE
  }

  /** A value for a slot, proposed to the caller. */
  record Offer(String slot, SlotValue value) {}

  public FormState {
    values = Map.copyOf(values);
  }

  static FormState begin(Form form) {
    return new FormState(form, Map.of(), Phase.ASKING, null, 0, null, "", null, null, "");
  }

  /** What kind of words answers the present question. */
  public Expects expects() {
    if (phase == Phase.CHANGING) {
      return Expects.SENTENCE;
    }
    if (phase == Phase.CONFIRMING || asked == null) {
      return Expects.SHORT;
    }
    return switch (form.slot(asked)) {
      case Slot.PhoneSlot _ -> Expects.NUMBER;
      case Slot.TextSlot _ -> Expects.SENTENCE;
      case Slot.ChoiceSlot _, Slot.DaySlot _, Slot.TimeSlot _, Slot.NameSlot _ -> Expects.SHORT;
    };
  }

  FormState with(Map<String, SlotValue> heard) {
    var all = new LinkedHashMap<>(values);
    all.putAll(heard);
    return new FormState(form, all, phase, asked, misses, offer, digits, notBefore, part, question);
  }

  FormState without(String slot) {
    var left = new LinkedHashMap<>(values);
    left.remove(slot);
    return new FormState(
        form, left, phase, asked, misses, offer, digits, notBefore, part, question);
  }

  FormState withDigits(String collected) {
    return new FormState(
        form, values, phase, asked, misses, offer, collected, notBefore, part, question);
  }

  FormState withHints(@Nullable LocalDate earliest, @Nullable Part wanted) {
    return new FormState(
        form, values, phase, asked, misses, offer, digits, earliest, wanted, question);
  }

  FormState asking(String slot, @Nullable Offer proposed, String asks) {
    return new FormState(
        form, values, Phase.ASKING, slot, 0, proposed, digits, notBefore, part, asks);
  }

  FormState missed(String asks) {
    return new FormState(
        form, values, phase, asked, misses + 1, offer, digits, notBefore, part, asks);
  }

  FormState in(Phase next, String asks) {
    return new FormState(form, values, next, null, 0, null, "", notBefore, part, asks);
  }

  boolean isAsking(Slot slot) {
    return phase == Phase.ASKING && slot.name().equals(asked);
  }

  boolean has(Slot slot) {
    return values.containsKey(slot.name());
  }

  <T extends SlotValue> Optional<T> value(Class<? extends Slot> slotType, Class<T> valueType) {
    return form.slot(slotType)
        .map(slot -> values.get(slot.name()))
        .filter(valueType::isInstance)
        .map(valueType::cast);
  }

  Optional<LocalDate> day() {
    return value(Slot.DaySlot.class, SlotValue.OnDay.class).map(SlotValue.OnDay::date);
  }

  Optional<SlotValue.AtTime> time() {
    return value(Slot.TimeSlot.class, SlotValue.AtTime.class);
  }
}
