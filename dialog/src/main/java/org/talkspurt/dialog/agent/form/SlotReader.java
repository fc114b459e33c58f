package org.talkspurt.dialog.agent.form;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.form.FormState.Phase;
import org.talkspurt.dialog.agent.form.Slot.ChoiceSlot;
import org.talkspurt.dialog.agent.form.Slot.DaySlot;
import org.talkspurt.dialog.agent.form.Slot.NameSlot;
import org.talkspurt.dialog.agent.form.Slot.PhoneSlot;
import org.talkspurt.dialog.agent.form.Slot.TextSlot;
import org.talkspurt.dialog.agent.form.Slot.TimeSlot;
import org.talkspurt.dialog.agent.hours.OpeningHours;
import org.talkspurt.dialog.agent.words.Correction;
import org.talkspurt.dialog.agent.words.DayExpression;
import org.talkspurt.dialog.agent.words.DayParser;
import org.talkspurt.dialog.agent.words.DigitString;
import org.talkspurt.dialog.agent.words.SpokenName;
import org.talkspurt.dialog.agent.words.TimeExpression;
import org.talkspurt.dialog.agent.words.TimeParser;
import org.talkspurt.dialog.agent.words.Words;
import org.talkspurt.dialog.agent.words.YesNo;

/** Finds values for a form's slots in what a caller said; words understood are used once. */
final class SlotReader {

  private final OpeningHours hours;
  private final Visits visits;
  private final ClockHalf clockHalf;

  SlotReader(OpeningHours hours) {
    this.hours = hours;
    this.visits = new Visits(hours);
    this.clockHalf = new ClockHalf(hours);
  }

  /** All that was heard; what stands behind "no, I meant" wins over what stands before. */
  Heard read(FormState state, Words words, LocalDateTime now) {
    boolean corrected = Correction.isHeardIn(words);
    int start = Correction.startOfCorrected(words);
    Heard heard = new Reading(state, now, corrected).of(words.from(start));
    if (start > 0) {
      Heard before = new Reading(state, now, corrected).of(words);
      before.values.forEach(heard.values::putIfAbsent);
      heard.digits = heard.digits.isEmpty() ? before.digits : heard.digits;
      heard.week = heard.week == null ? before.week : heard.week;
      heard.part = heard.part == null ? before.part : heard.part;
    }
    return heard;
  }

  /** One pass over the words. */
  private final class Reading {
    private final FormState state;
    private final LocalDateTime now;
    private final boolean corrected;
    private final Heard heard = new Heard();
    private Words left = Words.of("");

    Reading(FormState state, LocalDateTime now, boolean corrected) {
      this.state = state;
      this.now = now;
      this.corrected = corrected;
    }

    Heard of(Words words) {
      left = words;
      Form form = state.form();
      form.slot(PhoneSlot.class).ifPresent(this::phone);
      form.slot(DaySlot.class).ifPresent(this::day);
      form.slot(TimeSlot.class).ifPresent(this::time);
      form.slots().forEach(this::choice);
      form.slot(NameSlot.class).ifPresent(this::name);
      form.slots().forEach(slot -> text(slot, words));
      return heard;
    }

    private void phone(PhoneSlot slot) {
      boolean asked = state.isAsking(slot);
      if (asked && corrected && TimeParser.find(left, false) != null && !hasWholeNumber()) {
        return;
      }
      DigitString found = DigitString.find(left, asked);
      if (found == null) {
        return;
      }
      String digits = found.digits();
      Optional<SlotValue.Phone> known = state.value(PhoneSlot.class, SlotValue.Phone.class);
      Words rest = left.without(found.where());
      if (asked || digits.length() >= PhoneDigits.LOCAL_DIGITS) {
        heard.digits = digits;
        left = rest;
      } else if (known.isPresent()) {
        amend(slot, known.get(), digits, rest);
      }
    }

    private boolean hasWholeNumber() {
      DigitString found = DigitString.find(left, false);
      return found != null && found.digits().length() >= PhoneDigits.LOCAL_DIGITS;
    }

    /** "The last four are 0143", or three more digits after seven. */
    private void amend(PhoneSlot slot, SlotValue.Phone known, String digits, Words rest) {
      String whole = known.digits();
      boolean tail = rest.has("last") || rest.has("end") || rest.has("ends");
      if (tail && digits.length() <= 4) {
        String head = whole.substring(0, whole.length() - digits.length());
        heard.values.put(slot.name(), new SlotValue.Phone(head + digits));
        left = rest;
      } else if (isRestOf(whole, digits, rest)) {
        heard.values.put(slot.name(), new SlotValue.Phone(whole + digits));
        left = rest;
      }
    }

    private boolean isRestOf(String whole, String digits, Words rest) {
      return state.phase() == Phase.CONFIRMING
          && rest.wordsLeft() == 0
          && TimeParser.find(left, false) == null
          && PhoneDigits.isComplete(whole + digits);
    }

    private void day(DaySlot slot) {
      LocalDate today = now.toLocalDate();
      LocalDate hint = state.notBefore();
      var parser = new DayParser(today, hint == null ? today : hint, hours.namedDays(today));
      DayExpression.Found found = parser.find(left, expects(slot));
      if (found != null && left.key(found.where().from() - 1).equals("not")) {
        // "Not Tuesday, Thursday"
        left = left.without(found.where());
        found = parser.find(left, expects(slot));
      }
      boolean timeMeant = state.has(slot) && !corrected;
      if (found == null || (timeMeant && found.day() instanceof DayExpression.Soonest)) {
        return;
      }
      left = left.without(found.where());
      LocalDate date =
          switch (found.day()) {
            case DayExpression.On(LocalDate on) -> on;
            case DayExpression.Every(_, LocalDate next) -> next;
            case DayExpression.Weekend(LocalDate saturday) -> saturday;
            case DayExpression.Soonest() -> visits.soonestDay(now).orElse(null);
            case DayExpression.Week(LocalDate monday) -> {
              heard.week = monday;
              yield null;
            }
          };
      if (date != null) {
        heard.values.put(slot.name(), new SlotValue.OnDay(date));
      }
    }

    private void time(TimeSlot slot) {
      boolean expected = expects(slot) || (corrected && state.has(slot) && left.wordsLeft() <= 3);
      TimeExpression.Found found = TimeParser.find(left, expected);
      if (found != null && left.key(found.where().from() - 1).equals("not")) {
        left = left.without(found.where());
        found = TimeParser.find(left, expected);
      }
      if (found == null) {
        return;
      }
      left = left.without(found.where());
      switch (found.time()) {
        case TimeExpression.Exact(LocalTime time) ->
            heard.values.put(slot.name(), new SlotValue.AtTime(time, false));
        case TimeExpression.TwelveHour time ->
            heard.values.put(slot.name(), clockHalf.resolve(time, day(), now));
        case TimeExpression.PartOfDay(TimeExpression.Part part) -> heard.part = part;
      }
    }

    /** The day just heard, else the one known. */
    private @Nullable LocalDate day() {
      for (SlotValue value : heard.values.values()) {
        if (value instanceof SlotValue.OnDay(LocalDate date)) {
          return date;
        }
      }
      return state.day().orElse(null);
    }

    private void choice(Slot slot) {
      boolean open = !state.has(slot) || corrected || state.phase() != Phase.ASKING;
      if (!(slot instanceof ChoiceSlot choices) || !open) {
        return;
      }
      Choices.Found found = Choices.find(choices, left);
      if (found != null) {
        left = left.without(found.where());
        heard.values.put(slot.name(), new SlotValue.Chosen(found.choice()));
      }
    }

    private void name(NameSlot slot) {
      boolean asked = state.isAsking(slot);
      boolean refused =
          heard.isEmpty()
              && state.has(slot)
              && (corrected || state.phase() == Phase.CHANGING || isRefused())
              && SlotWords.named(state.form(), left).isEmpty();
      String found = SpokenName.find(left, asked || refused);
      if (found != null) {
        String known =
            state
                .value(NameSlot.class, SlotValue.Named.class)
                .map(SlotValue.Named::name)
                .orElse("");
        heard.values.put(slot.name(), new SlotValue.Named(SpokenName.amend(known, found)));
      }
    }

    private boolean isRefused() {
      return state.phase() == Phase.CONFIRMING && YesNo.of(left) == YesNo.NO;
    }

    private void text(Slot slot, Words words) {
      if (slot instanceof TextSlot && state.isAsking(slot) && words.wordsLeft() > 0) {
        heard.values.put(slot.name(), new SlotValue.FreeText(words.asHeard()));
      }
    }

    private boolean expects(Slot slot) {
      return state.isAsking(slot) || state.phase() == Phase.CHANGING;
    }
  }
}
