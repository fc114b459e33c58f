package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.settings.AnswererSettings;

class ScreeningTest {
  private final ScriptedCall call = new ScriptedCall(AnswererSettings.defaults());

  private double firstWordMs() {
    return call.heard().getFirst().fromMs();
  }

  @Test
  void whoSaysHelloIsGreetedAtOnce() {
    call.caller.says("Hello?", 600, 400);
    call.runUntil(4_000);

    assertThat(call.answerers).singleElement().asString().startsWith("human after 1");
    assertThat(call.heardClauses()).containsExactly("Hello.");
    assertThat(firstWordMs() - 1_000).isBetween(300.0, 550.0);
    assertThat(call.turns).singleElement().satisfies(turn -> assertThat(turn.input()).isNull());
  }

  @Test
  void whoOffersHelpIsAHumanHoweverLongThatTakes() {
    call.caller.says(
        "Thank you for calling Maple Harbor Dental this is Joe speaking how can I help you today?",
        500,
        6_000);
    call.runUntil(9_000);

    assertThat(call.answerers).singleElement().asString().startsWith("human");
    assertThat(firstWordMs() - 6_500).isBetween(300.0, 600.0);
  }

  @Test
  void whoSaysNothingIsGreetedAfterAWhile() {
    call.runUntil(5_000);

    assertThat(call.answerers).containsExactly("unknown after 3000");
    assertThat(call.heardClauses()).containsExactly("Hello.");
  }

  @Test
  void aMachineIsToldTheMessageAfterItsBeep() {
    call.caller.says("You have reached Jane please leave a message after the tone", 300, 4_000);
    call.caller.beeps(5_000, 500, 1_000);
    call.runUntil(12_000);

    assertThat(call.answerers).singleElement().asString().startsWith("machine");
    assertThat(call.heardClauses()).containsExactly("Call us back.");
    assertThat(firstWordMs() - 5_500).isBetween(250.0, 600.0);
    assertThat(call.events).endsWith("hang up");
    assertThat(call.turns.getFirst().answerId()).isEqualTo("voicemail");
  }

  @Test
  void aMachineThatDoesNotBeepIsToldItAfterASilence() {
    call.caller.says("one two three four five six seven eight nine ten eleven", 300, 6_000);
    call.runUntil(20_000);

    assertThat(call.answerers).singleElement().asString().startsWith("machine after 5");
    assertThat(firstWordMs() - 6_300).isBetween(2_900.0, 3_400.0);
  }

  @Test
  void aMachineThatDoesNotStopIsToldItAnyway() {
    call.caller.says("bla ".repeat(400).strip(), 300, 80_000);
    call.runUntil(80_000);

    assertThat(call.heardClauses()).containsExactly("Call us back.");
    assertThat(firstWordMs()).isBetween(50_000.0, 52_000.0);
    assertThat(call.events).endsWith("hang up");
  }

  @Test
  void aBeepAfterTheMessageHasBegunBeginsItAnew() {
    call.responder.voicemail = "This is the clinic, call us back.";
    call.caller.says("one two three four five six seven eight nine ten eleven", 300, 6_000);
    call.caller.beeps(9_600, 500, 440);
    call.runUntil(25_000);

    assertThat(call.heardClauses())
        .containsExactly(
            "This is the clinic,", "call us back.", "This is the clinic,", "call us back.");
    assertThat(call.turns).singleElement();
  }

  @Test
  void withoutAMessageTheCallEnds() {
    call.responder.voicemail = "";
    call.caller.says("Please leave a message after the tone", 300, 2_000);
    call.runUntil(6_000);

    assertThat(call.heard()).isEmpty();
    assertThat(call.events).endsWith("hang up");
  }

  @Test
  void aMachineTakenForAPersonIsFoundOutByItsBeep() {
    call.responder.greeting = "Good day, this is the clinic, may I ask you something?";
    call.caller.says("Hi, Jane here.", 300, 900);
    call.caller.beeps(2_300, 400, 1_400);
    call.runUntil(15_000);

    assertThat(call.answerers).hasSize(2);
    assertThat(call.answerers.getFirst()).startsWith("human");
    assertThat(call.answerers.getLast()).startsWith("machine");
    assertThat(call.heardClauses()).endsWith("Call us back.");
    assertThat(call.turns.getFirst().interrupted()).isTrue();
  }

  @Test
  void aMachineTakenForAPersonIsFoundOutByItsWords() {
    call.caller.says("Hello.", 300, 400);
    call.caller.says("I can't come to the phone please leave a message", 1_400, 3_000);
    call.caller.beeps(5_500, 400, 800);
    call.runUntil(15_000);

    assertThat(call.answerers.getLast()).startsWith("machine");
    assertThat(call.heardClauses()).endsWith("Call us back.");
    assertThat(call.heardClauses()).doesNotContain("What is I can't come");
    assertThat(call.turns.getLast().answerId()).isEqualTo("voicemail");
  }

  @Test
  void aPersonIsATakerOfTurnsAfterwards() {
    call.responder.answers("When do you open?", "At eight.");
    call.caller.says("Hello?", 600, 400);
    call.caller.says("When do you open?", 3_000, 1_000);
    call.runUntil(7_000);

    assertThat(call.heardClauses()).containsExactly("Hello.", "At eight.");
  }

  @Test
  void timeOnHoldDoesNotCount() {
    call.at(1_000, _ -> call.conversation.hold(call.time.nowNs()));
    call.at(9_000, _ -> call.conversation.resume(call.time.nowNs()));
    call.runUntil(10_000);
    assertThat(call.answerers).isEmpty();

    call.runUntil(12_000);
    assertThat(call.answerers).containsExactly("unknown after 3000");
  }

  @Test
  void keysBeforeTheGreetingMeanNothing() {
    call.presses("1", 500, 0);
    call.caller.says("Hello?", 800, 400);
    call.runUntil(5_000);

    assertThat(call.heardClauses()).containsExactly("Hello.");
    assertThat(call.responder.asked).isEmpty();
  }

  @Test
  void lastWordsAreSaidToWhoeverItIs() {
    call.at(1_000, _ -> call.conversation.sayGoodbyeAndHangUp(call.time.nowNs(), "We close."));
    call.runUntil(5_000);

    assertThat(call.heardClauses()).containsExactly("We close.");
    assertThat(call.events).endsWith("hang up");
  }

  @Test
  void whoHangsUpLeavesNothing() {
    call.caller.says("Hello?", 600, 400);
    call.hangsUp(1_150);
    call.runUntil(5_000);

    assertThat(call.heard()).isEmpty();
    assertThat(call.hearing.closed).isTrue();
  }
}
