package org.talkspurt.dialog.agent;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.talkspurt.dialog.agent.form.Form;
import org.talkspurt.dialog.agent.form.Slot;
import org.talkspurt.dialog.agent.hours.DayRule;
import org.talkspurt.dialog.agent.hours.OpenSpan;
import org.talkspurt.dialog.agent.hours.OpeningHours;
import org.talkspurt.dialog.agent.hours.SpecialDay;

/** A small clinic, open on weekdays and on Saturday mornings. */
public final class TestClinic {

  static final ZoneId ZONE = ZoneId.of("America/New_York");

  private TestClinic() {}

  public static Agent agent() {
    return agent(
        answers(), Map.of('1', new Action.Begin("booking"), '2', new Action.Give("hours")));
  }

  static Agent agent(Map<String, Agent.TransferTarget> transfers) {
    return agent(answers(), Map.of(), transfers);
  }

  static Agent agent(List<Answer> answers, Map<Character, Action> keys) {
    return agent(
        answers,
        keys,
        Map.of(
            "reception",
            new Agent.TransferTarget(
                "sip:reception@example.invalid",
                "One moment.",
                "",
                "Nobody is there. Can I help you?",
                List.of("Can I talk to a person?", "I want to speak to reception"))));
  }

  private static Agent agent(
      List<Answer> answers,
      Map<Character, Action> keys,
      Map<String, Agent.TransferTarget> transfers) {
    return new Agent(
        "clinic",
        "en-US",
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        "Hello, this is the clinic. How can I help you?",
        Optional.empty(),
        Optional.of(
            new Agent.AnsweringMachine(
                "Hello {call.customer|there}, please call us back.", Duration.ofSeconds(45))),
        "Be brief.",
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        hours(),
        new Agent.Understanding(0.5, 0.02),
        new Agent.NotUnderstood(
            List.of("Sorry, I didn't get that.", "Please say it another way."),
            3,
            new Action.HandOver("reception"),
            "Let me put you through.",
            List.of("What is the weather like?", "I want a pizza")),
        new Agent.Silence(List.of("Are you there?", "I can't hear you."), "Goodbye then."),
        new Agent.Goodbye("Goodbye!", List.of("Have a nice day")),
        transfers,
        new Agent.Keypad("Press 1 to book or 2 for our hours.", keys, false),
        answers,
        List.of(booking()));
  }

  static OpeningHours hours() {
    List<OpenSpan> usual = List.of(OpenSpan.parse("08:00-17:00"));
    return new OpeningHours(
        ZONE,
        Map.of(
            DayOfWeek.MONDAY,
            usual,
            DayOfWeek.TUESDAY,
            usual,
            DayOfWeek.WEDNESDAY,
            List.of(OpenSpan.parse("08:00-12:00"), OpenSpan.parse("13:00-19:00")),
            DayOfWeek.THURSDAY,
            usual,
            DayOfWeek.FRIDAY,
            List.of(OpenSpan.parse("08:00-15:00")),
            DayOfWeek.SATURDAY,
            List.of(OpenSpan.parse("09:00-13:00"))),
        List.of(
            new SpecialDay(
                DayRule.parse("fourth thursday of november"), "Thanksgiving Day", List.of())));
  }

  static List<Answer> answers() {
    return List.of(
        answer(
            "hours",
            "{hours.asked}",
            "What time do you open tomorrow?",
            "When are you open?",
            "Are you open on Saturday?"),
        answer("address", "14 Harbor Street.", "Where are you located?", "What is your address?"),
        new Answer(
            "price-cleaning",
            List.of("How much is a cleaning?", "What does a cleaning cost?"),
            "A cleaning is $120.",
            Optional.of(
                new Answer.Offer("Would you like to book one?", new Action.Begin("booking"))),
            false),
        new Answer("thanks", List.of("Thank you"), "You're welcome.", Optional.empty(), true));
  }

  static Answer answer(String id, String text, String... examples) {
    return new Answer(id, List.of(examples), text, Optional.empty(), false);
  }

  static Form booking() {
    return new Form(
        "booking",
        List.of(
            "I'd like to book an appointment",
            "Can I make an appointment?",
            "I'd like to book a cleaning for next Tuesday at three",
            "Book me in for a checkup"),
        "Sure.",
        List.of(
            new Slot.ChoiceSlot(
                "service",
                List.of("What for?", "A cleaning, a checkup or a filling?"),
                List.of(
                    new Slot.Choice("cleaning", "a cleaning", List.of("cleaning", "teeth cleaned")),
                    new Slot.Choice("checkup", "a checkup", List.of("checkup", "check up")),
                    new Slot.Choice("filling", "a filling", List.of("filling", "cavity")))),
            new Slot.DaySlot("day", List.of("Which day?", "Please tell me a day.")),
            new Slot.TimeSlot("time", List.of("What time?", "Please tell me a time.")),
            new Slot.NameSlot("name", List.of("Your name?", "What name, please?")),
            new Slot.PhoneSlot("phone", List.of("Your phone number?", "Digit by digit, please."))),
        "{service} on {day} at {time}, for {name}, phone {phone}. Right?",
        "What should I change?",
        "Booked for {day} at {time}. Anything else?",
        "Nothing was booked. Anything else?");
  }
}
