package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.spi.SpokenLine;

/** The caller makes sound while the bot says 3.3 s of greeting, from 140 on. */
class InterruptionTest {
  private static final String GREETING = "Welcome to the clinic, we are open now. How can I help?";
  private final ScriptedCall call = new ScriptedCall();

  @BeforeEach
  void greetAtLength() {
    call.responder.greeting = GREETING;
  }

  private double lastSentMs() {
    return call.heard().getLast().toMs();
  }

  @Test
  void stopsSoonAfterTheFirstLoudPacket() {
    call.caller.says("When do you open tomorrow?", 600, 1_500);
    call.runUntil(800);

    // The first loud packet arrives at 620.
    assertThat(lastSentMs()).isBetween(600.0, 620.0 + 150);
    assertThat(call.states).endsWith("PAUSED");
    call.runUntil(1_300);
    assertThat(call.bargeIns).containsExactly("stopped");
    assertThat(call.pauseTimes.getFirst().toMillis()).isBetween(60L, 130L);
  }

  @Test
  void answersTheInterruptionAndRemembersOnlyWhatWasHeard() {
    call.responder.answers("When do you open tomorrow?", "At eight.");
    call.caller.says("When do you open tomorrow?", 900, 1_500);
    call.runUntil(6_000);

    Turn greeting = call.turns.getFirst();
    assertThat(greeting.interrupted()).isTrue();
    assertThat(greeting.replyText()).isEqualTo(GREETING);
    assertThat(greeting.spokenText()).isEqualTo("Welcome to the");
    assertThat(call.conversation.history())
        .extracting(SpokenLine::text)
        .containsExactly("Welcome to the", "When do you open tomorrow?", "At eight.");
    assertThat(call.heard().getLast().fromMs() - 2_400).isBetween(262.0, 325.0);
    assertThat(call.turns.get(1).responseLatency()).isPresent();
  }

  @Test
  void goesOnWhereItPausedAfterABackchannel() {
    call.caller.says("Okay.", 900, 350);
    call.runUntil(8_000);

    assertThat(call.bargeIns).containsExactly("resumed");
    assertThat(call.heardClauses())
        .containsExactly("Welcome to the clinic,", "we are open now.", "How can I help?");
    assertThat(call.heard().getFirst().lastingMs())
        .isEqualTo("Welcome to the clinic,".length() * 50);
    assertThat(call.turns.getFirst().interrupted()).isFalse();
    assertThat(call.responder.asked.toString()).doesNotContain("Okay");
    assertThat(call.states).containsSubsequence("PAUSED", "SPEAKING", "LISTENING");
  }

  private void pausesOnceAndGoesOn() {
    call.runUntil(8_000);
    assertThat(call.bargeIns).containsExactly("resumed");
    assertThat(call.states).containsOnlyOnce("PAUSED");
  }

  @Test
  void theEndOfALongOkayIsNoSoundOfItsOwn() {
    call.caller.says("Okay, okay.", 900, 700);
    pausesOnceAndGoesOn();
  }

  @Test
  void theSecondHalfOfAnMmHmIsNoSoundOfItsOwn() {
    call.caller.says("Mm", 900, 220);
    call.caller.says("hmm.", 1_330, 200);
    pausesOnceAndGoesOn();
  }

  @Test
  void whoSaysMoreThanOkayIsNoticedAllTheSame() {
    call.caller.says("Okay, okay.", 900, 700);
    call.caller.says("When do you open tomorrow?", 1_750, 1_500);
    call.runUntil(8_000);

    assertThat(call.bargeIns).containsExactly("resumed", "stopped");
    assertThat(call.turns.get(1).transcript()).endsWith("When do you open tomorrow?");
  }

  @Test
  void aYesIsAnAnswerWhereOneWasAskedFor() {
    call.responder.expectedAnswer = ExpectedAnswer.SHORT;
    call.caller.says("Yes.", 900, 300);
    call.runUntil(8_000);

    assertThat(call.bargeIns).containsExactly("stopped");
    assertThat(call.turns.get(1).transcript()).isEqualTo("Yes.");
  }

  @Test
  void aShortWordThatMeansSomethingStops() {
    call.caller.says("No.", 900, 250);
    call.runUntil(8_000);

    assertThat(call.bargeIns).containsExactly("stopped");
    assertThat(call.turns.get(1).transcript()).isEqualTo("No.");
  }

  @Test
  void goesOnAfterACough() {
    call.caller.sounds(900, 120, 5_000);
    call.runUntil(8_000);

    assertThat(call.bargeIns).containsExactly("resumed");
    assertThat(call.turns).first().matches(turn -> !turn.interrupted());
  }

  @Test
  void goesOnAfterALongerCoughThatHoldsNoWords() {
    call.caller.sounds(900, 320, 5_000);
    call.runUntil(8_000);

    assertThat(call.bargeIns).containsExactly("resumed");
  }

  @Test
  void speechThatDoesNotEndStopsEvenIfNothingIsRecognised() {
    call.partialsRefused = true;
    call.decodeMs = 5_000;
    call.caller.says("I would like to make an appointment for my son please.", 900, 3_000);
    call.runUntil(2_000);

    assertThat(call.bargeIns).containsExactly("stopped");
    double toVerdictMs = ManualTime.ms(call.turns.getFirst().endedNs()) - 900;
    assertThat(toVerdictMs).isBetween(500.0, 700.0);
  }

  @Test
  void aFaintSoundIsNotTheCaller() {
    call.caller.sounds(900, 600, 40);
    call.runUntil(8_000);

    assertThat(call.bargeIns).isEmpty();
    assertThat(call.states).doesNotContain("PAUSED");
  }

  @Test
  void whatWasSynthesisedForAStoppedReplyIsNeverHeard() {
    call.synthesisMs = 900;
    call.caller.says("Stop, please stop now.", 1_200, 900);
    call.runUntil(6_000);

    assertThat(call.heardClauses())
        .containsExactly("Welcome to the clinic,", "What is Stop,", "please stop now.");
    assertThat(call.stale).isPositive();
  }

  @Test
  void aWordBetweenGoodByeAndTheEndIsStillHeard() {
    call.responder.answers("That is all.", "Good bye.", new Then.HangUp());
    call.caller.says("That is all.", 4_500, 800);
    // "Good bye." lasts from 5640 to 6090.
    call.caller.says("Wait, one more question.", 6_000, 1_200);
    call.runUntil(7_000);

    assertThat(call.events).isEmpty();
    call.runUntil(12_000);
    assertThat(call.turns.get(2).transcript()).isEqualTo("Wait, one more question.");
  }

  @Test
  void afterABackchannelAnInterruptionStillWorks() {
    call.caller.says("Okay.", 700, 300);
    call.caller.says("When do you close?", 2_000, 1_000);
    call.runUntil(6_000);

    assertThat(call.bargeIns).containsExactly("resumed", "stopped");
    assertThat(call.turns.get(1).transcript()).isEqualTo("When do you close?");
  }

  @Test
  void aCallerWhoTalksOnJustAsTheReplyBeginsHadNotFinished() {
    call.caller.says("I want to come in.", 4_500, 1_000);
    call.caller.says("Next Thursday.", 5_900, 800);
    call.runUntil(11_000);

    assertThat(call.bargeIns).containsExactly("stopped");
    assertThat(call.turns).hasSize(2);
    assertThat(call.turns.get(1).number()).isEqualTo(2);
    assertThat(call.turns.get(1).transcript()).isEqualTo("I want to come in. Next Thursday.");
    assertThat(call.answered()).isEqualTo("greeting|I want to come in. Next Thursday.");
    assertThat(call.conversation.history())
        .extracting(SpokenLine::text)
        .containsExactly(
            GREETING,
            "I want to come in. Next Thursday.",
            "What is I want to come in. Next Thursday.");
    // The latency is that of the second half.
    assertThat(call.turns.get(1).responseLatency().orElseThrow().toMillis()).isLessThan(700);
  }
}
