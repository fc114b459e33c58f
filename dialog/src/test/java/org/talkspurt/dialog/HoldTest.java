package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldTest {
  private final ScriptedCall call = new ScriptedCall();

  private void holds(int fromMs, int toMs) {
    call.at(fromMs, _ -> call.conversation.hold(call.time.nowNs()));
    call.at(toMs, _ -> call.conversation.resume(call.time.nowNs()));
  }

  @Test
  void stopsTheSilenceTimer() {
    holds(3_000, 33_000);
    call.runUntil(36_000);
    assertThat(call.responder.asked).isEmpty();

    call.runUntil(37_000);
    assertThat(call.responder.asked).hasSize(1);
  }

  @Test
  void aReplyGoesOnWhereItWas() {
    call.responder.greeting = "Welcome to the clinic, how can I help?";
    holds(700, 20_000);
    call.runUntil(30_000);

    assertThat(call.states)
        .containsExactly(
            "THINKING",
            "SPEAKING",
            "HELD",
            "SPEAKING",
            "LISTENING",
            "THINKING",
            "SPEAKING",
            "LISTENING");
    assertThat(call.heard().getFirst().lastingMs())
        .isEqualTo("Welcome to the clinic,".length() * 50);
    assertThat(call.failures).isEmpty();
  }

  @Test
  void anAnswerThatComesMeanwhileIsHeardAfterwards() {
    call.responder.answers("When do you open?", "At eight.");
    call.brainMs = 1_000;
    call.caller.says("When do you open?", 1_000, 1_000);
    holds(2_500, 12_000);
    call.runUntil(11_900);
    assertThat(call.heardClauses()).containsExactly("Hello.");

    call.runUntil(14_000);
    assertThat(call.heardClauses()).containsExactly("Hello.", "At eight.");
    assertThat(call.failures).isEmpty();
  }

  @Test
  void soundOnHoldIsNotHeard() {
    holds(1_000, 5_000);
    call.caller.says("This is hold music.", 2_000, 2_000);
    call.runUntil(9_000);

    assertThat(call.decodes).isZero();
  }

  @Test
  void anInterruptionUnderJudgementIsForgotten() {
    call.responder.greeting = "Welcome to the clinic, how can I help?";
    call.caller.sounds(700, 1_000, 3_000);
    holds(860, 5_000);
    call.runUntil(12_000);

    assertThat(call.bargeIns).first().isEqualTo("resumed");
    assertThat(call.heardClauses()).startsWith("Welcome to the clinic,", "how can I help?");
  }

  @Test
  void lastWordsToACallerOnHoldJustEndTheCall() {
    holds(1_000, 9_000);
    call.at(2_000, _ -> call.conversation.sayGoodbyeAndHangUp(call.time.nowNs(), "We close."));
    call.runUntil(3_000);

    assertThat(call.events).containsExactly("closed BOT_HUNG_UP at 2000", "hang up");
  }

  @Test
  void hangingUpOnHoldWorks() {
    holds(1_000, 9_000);
    call.hangsUp(2_000);
    call.runUntil(10_000);

    assertThat(call.events).containsExactly("closed CALLER_LEFT at 2000");
  }
}
