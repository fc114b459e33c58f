package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.CallerInput.Pressed;

class KeypadTest {
  private final ScriptedCall call = new ScriptedCall();

  @Test
  void digitsAreCompleteAfterAPause() {
    call.presses("1234", 1_000, 300);
    call.runUntil(3_300);
    assertThat(call.responder.asked).isEmpty();

    call.runUntil(6_000);
    assertThat(call.responder.asked).containsExactly(new Pressed("1234"));
    assertThat(call.heardClauses()).endsWith("What is <keys 1234>");
  }

  @Test
  void hashCompletesAtOnceAndIsNoDigit() {
    call.presses("12#", 1_000, 100);
    call.runUntil(1_250);

    assertThat(call.responder.asked).containsExactly(new Pressed("12"));
  }

  @Test
  void hashAloneIsADigit() {
    call.presses("#", 1_000, 100);
    call.runUntil(1_050);

    assertThat(call.responder.asked).containsExactly(new Pressed("#"));
  }

  @Test
  void theExpectedNumberOfDigitsCompletesAtOnce() {
    call.responder.expectedDigits = 1;
    call.presses("2", 1_000, 100);
    call.runUntil(1_050);

    assertThat(call.responder.asked).containsExactly(new Pressed("2"));
  }

  @Test
  void aDigitSilencesTheBotAtOnce() {
    call.responder.greeting = "Welcome to the clinic, we are open. Press one.";
    call.presses("1", 700, 0);
    call.runUntil(4_000);

    assertThat(call.heard().getFirst().toMs()).isLessThan(701);
    assertThat(call.turns.getFirst().interrupted()).isTrue();
    assertThat(call.heardClauses()).endsWith("What is <keys 1>");
    assertThat(call.bargeIns).isEmpty();
  }

  @Test
  void digitsReplaceWordsThatWereNotAnsweredYet() {
    call.caller.says("When do you open?", 1_000, 1_000);
    call.presses("5", 2_290, 0);
    call.runUntil(6_000);

    assertThat(call.answered()).isEqualTo("greeting|<keys 5>");
  }

  @Test
  void aDigitThatComesLateJoinsThoseBefore() {
    call.brainMs = 800;
    call.presses("1", 1_000, 0);
    call.presses("2", 2_900, 0);
    call.runUntil(8_000);

    assertThat(call.answered()).isEqualTo("greeting|<keys 12>");
  }

  @Test
  void soundsOfTheKeypadAreNoSpeech() {
    call.caller.sounds(1_010, 400, 6_000);
    call.presses("1", 1_000, 0);
    call.runUntil(5_000);

    assertThat(call.decodes).isZero();
    assertThat(call.responder.asked).containsExactly(new Pressed("1"));
  }

  @Test
  void endlessDigitsAreCutAndStrangeKeysIgnored() {
    call.presses("x!" + "9".repeat(40), 1_000, 20);
    call.runUntil(1_850);

    assertThat(call.responder.asked).first().isEqualTo(new Pressed("9".repeat(32)));
  }
}
