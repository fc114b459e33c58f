package org.talkspurt.dialog.agent.form;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.form.FormState.Offer;
import org.talkspurt.dialog.agent.form.FormState.Phase;
import org.talkspurt.dialog.agent.form.Slot.DaySlot;
import org.talkspurt.dialog.agent.form.Slot.PhoneSlot;
import org.talkspurt.dialog.agent.form.Slot.TimeSlot;
import org.talkspurt.dialog.agent.hours.OpeningHours;
import org.talkspurt.dialog.agent.hours.SpokenTime;
import org.talkspurt.dialog.agent.words.TimeExpression.Part;
import org.talkspurt.dialog.agent.words.Words;
import org.talkspurt.dialog.agent.words.YesNo;

/**
 * Fills a form turn by turn: takes whatever slots a turn brings, in any order, checks days and
 * times against the opening hours, asks for what is missing, reads everything back and has it
 * confirmed. Without memory of its own.
 */
public final class FormFiller {

  private static final List<String> CANCELLING =
      List.of(
          "never mind",
          "nevermind",
          "forget it",
          "forget about it",
          "cancel",
          "cancel that",
          "stop it",
          "leave it",
          "changed my mind",
          "dont want to book",
          "dont want an appointment",
          "dont need an appointment");

  private final Visits visits;
  private final ClockHalf clockHalf;
  private final SlotReader reader;

  public FormFiller(OpeningHours hours) {
    visits = new Visits(hours);
    clockHalf = new ClockHalf(hours);
    reader = new SlotReader(hours);
  }

  /**
   * Starts a form.
   *
   * @param said the words that led here, which may fill slots already; may be empty
   * @param now in the time zone of the opening hours
   */
  public FormStep begin(Form form, String said, LocalDateTime now) {
    FormState empty = FormState.begin(form);
    Heard heard = reader.read(empty, Words.of(said), now);
    return take(empty, heard, form.start(), now);
  }

  /** A caller's turn. */
  public FormStep said(FormState state, String text, LocalDateTime now) {
    Words words = Words.of(text);
    if (words.hasAny(CANCELLING)) {
      return new FormStep.Cancelled(state.form().cancelled());
    }
    Heard heard = reader.read(state, words, now);
    YesNo agreed = YesNo.of(words);
    if (!heard.isEmpty()) {
      return take(accepted(state, agreed, heard), heard, "", now);
    }
    Optional<Slot> refused = refused(state, words, agreed);
    if (refused.isPresent()) {
      String slot = refused.get().name();
      return next(state.without(slot).withDigits(""), "", now);
    }
    return switch (agreed) {
      case YES -> agreed(state, now);
      case NO -> refused(state, now);
      case UNCLEAR -> new FormStep.Missed(state);
    };
  }

  /**
   * Keys pressed: a phone slot takes digits ({@code *} starts it again, {@code #} is ignored), a
   * read-back takes 1 for yes and 2 for no.
   */
  public FormStep pressed(FormState state, String keys, LocalDateTime now) {
    if (state.phase() == Phase.CONFIRMING && (keys.equals("1") || keys.equals("2"))) {
      return said(state, keys.equals("1") ? "yes" : "no", now);
    }
    boolean phone = state.form().slot(PhoneSlot.class).filter(state::isAsking).isPresent();
    String digits = keys.replaceAll("[^0-9]", "");
    if (!phone || (digits.isEmpty() && !keys.contains("*"))) {
      return new FormStep.Missed(state);
    }
    FormState from = keys.contains("*") ? state.withDigits("") : state;
    var heard = new Heard();
    heard.digits = digits;
    return take(from, heard, "", now);
  }

  /** The question again, for a caller who did not answer it. */
  public FormStep.Ask askAgain(FormState state) {
    String question = state.question();
    if (state.phase() == Phase.ASKING && state.asked() != null && state.offer() == null) {
      List<String> asks = state.form().slot(state.asked()).asks();
      question = asks.get(Math.min(state.misses() + 1, asks.size() - 1));
    }
    return new FormStep.Ask(state.missed(question), question, stepName(state));
  }

  /** The question as it stands, after something else was answered in between. */
  public FormStep.Ask ask(FormState state) {
    return new FormStep.Ask(state, state.question(), stepName(state));
  }

  private static String stepName(FormState state) {
    return switch (state.phase()) {
      case ASKING -> state.asked() == null ? "start" : state.asked();
      case CONFIRMING -> "confirm";
      case CHANGING -> "change";
    };
  }

  private static Optional<Slot> refused(FormState state, Words words, YesNo agreed) {
    boolean correcting = state.phase() == Phase.CHANGING;
    boolean no = agreed == YesNo.NO && state.phase() == Phase.CONFIRMING;
    Optional<Slot> slot =
        correcting || no
            ? SlotWords.named(state.form(), words)
            : SlotWords.refused(state.form(), words);
    return slot.filter(found -> state.has(found) || correcting);
  }

  /** "Yes, at nine" takes the offered day as well. */
  private static FormState accepted(FormState state, YesNo agreed, Heard heard) {
    Offer offer = state.offer();
    boolean takes = offer != null && agreed == YesNo.YES && !heard.values.containsKey(offer.slot());
    return takes && offer != null ? state.with(Map.of(offer.slot(), offer.value())) : state;
  }

  private FormStep agreed(FormState state, LocalDateTime now) {
    Offer offer = state.offer();
    if (offer != null) {
      var heard = new Heard();
      heard.values.put(offer.slot(), offer.value());
      return take(state, heard, "", now);
    }
    if (state.phase() == Phase.CONFIRMING) {
      Form form = state.form();
      var values = new LinkedHashMap<String, String>();
      for (Slot slot : form.slots()) {
        SlotValue value = state.values().get(slot.name());
        if (value != null) {
          values.put(slot.name(), value.recorded());
        }
      }
      return new FormStep.Done(form, values, FormWording.filledIn(form.done(), state));
    }
    return new FormStep.Missed(state);
  }

  private FormStep refused(FormState state, LocalDateTime now) {
    if (state.offer() != null) {
      return next(state.withHints(state.notBefore(), null), "", now);
    }
    if (state.phase() == Phase.CONFIRMING) {
      String change = state.form().change();
      return new FormStep.Ask(state.in(Phase.CHANGING, change), change, "change");
    }
    return new FormStep.Missed(state);
  }

  /** Adds what was heard, checks it, and goes on. */
  private FormStep take(FormState before, Heard heard, String start, LocalDateTime now) {
    Part part = heard.part == null ? before.part() : heard.part;
    FormState state = before.with(heard.values);
    state = state.withHints(week(state, heard, now), part);
    boolean partReplacesTime = heard.part != null && state.time().isPresent();
    Optional<TimeSlot> timeSlot = state.form().slot(TimeSlot.class);
    if (partReplacesTime
        && timeSlot.isPresent()
        && !heard.values.containsKey(timeSlot.get().name())) {
      state = state.without(timeSlot.get().name());
    }
    if (!heard.digits.isEmpty()) {
      state = takeDigits(state, heard.digits);
    }
    state = timeOfNewDay(state, heard, now);
    String understood = FormWording.sentence(start, FormWording.understood(before, state));
    FormStep refusal = check(state, start, now);
    if (refusal != null) {
      return refusal;
    }
    Offer open = state.offer();
    boolean stillOpen = open != null && !state.values().containsKey(open.slot());
    if (stillOpen && open != null && heard.week == null) {
      String ask = state.question();
      return new FormStep.Ask(
          state.asking(open.slot(), open, ask), FormWording.sentence(understood, ask), open.slot());
    }
    return next(state, understood, now, heard.week != null);
  }

  /**
   * The week that bare weekdays are in from now on: the one named last. "Next Tuesday … no, wait, I
   * meant Thursday" is Thursday of next week.
   */
  private static @Nullable LocalDate week(FormState state, Heard heard, LocalDateTime now) {
    Optional<LocalDate> day = state.day();
    boolean dayHeard = heard.values.values().stream().anyMatch(SlotValue.OnDay.class::isInstance);
    if (!dayHeard || day.isEmpty()) {
      return heard.week == null ? state.notBefore() : heard.week;
    }
    LocalDate monday = day.get().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return monday.isAfter(now.toLocalDate()) ? monday : null;
  }

  private static FormState takeDigits(FormState state, String digits) {
    PhoneSlot slot = state.form().slot(PhoneSlot.class).orElseThrow();
    String joined = PhoneDigits.join(state.digits(), digits);
    return PhoneDigits.isComplete(joined)
        ? state.withDigits("").with(Map.of(slot.name(), new SlotValue.Phone(joined)))
        : state.without(slot.name()).withDigits(joined);
  }

  private FormState timeOfNewDay(FormState state, Heard heard, LocalDateTime now) {
    Optional<TimeSlot> slot = state.form().slot(TimeSlot.class);
    Optional<LocalDate> day = state.day();
    Optional<SlotValue.AtTime> time = state.time();
    if (slot.isEmpty() || day.isEmpty() || time.isEmpty()) {
      return state;
    }
    String name = slot.get().name();
    SlotValue.AtTime resolved = clockHalf.resolveAgain(time.get(), day.get(), now);
    return heard.values.containsKey(name) && resolved.equals(time.get())
        ? state
        : state.with(Map.of(name, resolved));
  }

  /** Null if day and time are open. */
  private @Nullable FormStep check(FormState state, String start, LocalDateTime now) {
    Optional<DaySlot> daySlot = state.form().slot(DaySlot.class);
    if (daySlot.isEmpty() || state.day().isEmpty()) {
      return null;
    }
    LocalDate day = state.day().get();
    Optional<Visits.Refusal<LocalDate>> dayRefusal = visits.refuseDay(day, now);
    if (dayRefusal.isPresent()) {
      Visits.Refusal<LocalDate> refusal = dayRefusal.get();
      String label = refusal.nearest().map(near -> FormWording.label(near, now)).orElse("");
      SlotValue value = refusal.nearest().map(SlotValue.OnDay::new).orElse(null);
      return offer(
          state, daySlot.get(), FormWording.sentence(start, refusal.reason()), label, value);
    }
    Optional<TimeSlot> timeSlot = state.form().slot(TimeSlot.class);
    if (timeSlot.isEmpty() || state.time().isEmpty()) {
      return null;
    }
    LocalDateTime visit = day.atTime(state.time().get().time());
    Optional<Visits.Refusal<LocalTime>> timeRefusal = visits.refuseTime(visit, now);
    if (timeRefusal.isEmpty()) {
      return null;
    }
    Visits.Refusal<LocalTime> refusal = timeRefusal.get();
    String label = refusal.nearest().map(SpokenTime::time).orElse("");
    SlotValue value = refusal.nearest().map(time -> new SlotValue.AtTime(time, false)).orElse(null);
    return offer(
        state, timeSlot.get(), FormWording.sentence(start, refusal.reason()), label, value);
  }

  private static FormStep offer(
      FormState state, Slot slot, String reason, String label, @Nullable SlotValue value) {
    String ask = value == null ? slot.asks().getFirst() : "Would " + label + " work for you?";
    Offer offer = value == null ? null : new Offer(slot.name(), value);
    FormState asking = state.without(slot.name()).asking(slot.name(), offer, ask);
    return new FormStep.Ask(asking, FormWording.sentence(reason, ask), slot.name());
  }

  private FormStep next(FormState state, String understood, LocalDateTime now) {
    return next(state, understood, now, false);
  }

  /** Asks for the first thing that is missing, or reads everything back. */
  private FormStep next(FormState state, String understood, LocalDateTime now, boolean newWeek) {
    for (Slot slot : state.form().slots()) {
      if (state.has(slot)) {
        continue;
      }
      if (slot instanceof PhoneSlot && !state.digits().isEmpty()) {
        return restOfNumber(state, slot, understood);
      }
      Part part = state.part();
      if (slot instanceof TimeSlot && part != null && state.day().isPresent()) {
        Optional<LocalTime> time = visits.timeIn(state.day().get(), part, now);
        if (time.isPresent()) {
          String label = SpokenTime.time(time.get());
          var value = new SlotValue.AtTime(time.get(), false);
          return offer(state.withHints(state.notBefore(), null), slot, understood, label, value);
        }
      }
      boolean dayOfWeek = slot instanceof DaySlot && newWeek;
      String ask = dayOfWeek ? "Which day of that week would you like?" : slot.asks().getFirst();
      return new FormStep.Ask(
          state.asking(slot.name(), null, ask), FormWording.sentence(understood, ask), slot.name());
    }
    String readBack = FormWording.filledIn(state.form().confirm(), state);
    return new FormStep.Ask(state.in(Phase.CONFIRMING, readBack), readBack, "confirm");
  }

  private static FormStep restOfNumber(FormState state, Slot slot, String understood) {
    String digits = state.digits();
    boolean tooLong = PhoneDigits.isTooLong(digits);
    String ask =
        tooLong
            ? "That was more than ten digits. Please say the number again."
            : FormWording.restOfNumber(digits);
    FormState kept = tooLong ? state.withDigits("") : state;
    return new FormStep.Ask(
        kept.asking(slot.name(), null, ask), FormWording.sentence(understood, ask), slot.name());
  }
}
