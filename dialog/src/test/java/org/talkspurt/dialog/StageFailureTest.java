package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageFailureTest {
  private static final String ONE_MOMENT = "Sorry, one moment.";
  private final ScriptedCall call = new ScriptedCall();

  @Test
  void aBrokenRecognizerIsSpokenOver() {
    call.recognizerBroken = true;
    call.caller.says("When do you open?", 2_500, 1_000);
    call.at(4_500, _ -> call.recognizerBroken = false);
    call.caller.says("When do you open?", 8_000, 1_000);
    call.runUntil(12_000);

    assertThat(call.failures).containsExactly("asr_final IllegalStateException");
    assertThat(call.heardClauses().subList(1, 4))
        .containsExactly("Sorry,", "I didn't catch that.", "Could you say it again?");
    assertThat(call.answered()).isEqualTo("greeting|When do you open?");
  }

  @Test
  void aRecognizerThatHangsIsBridgedThreeSecondsAfterTheLastWordAndGivenUp() {
    call.decodeMs = 60_000;
    call.caller.says("When do you open?", 2_500, 1_000);
    call.runUntil(13_000);

    assertThat(call.failures).containsExactly("asr_final TimeoutException");
    assertThat(call.heardClauses())
        .containsExactly(
            "Hello.",
            "Sorry,",
            "one moment.",
            "Sorry,",
            "I didn't catch that.",
            "Could you say it again?");
    assertThat(call.heard().get(1).fromMs() - 3_500).isBetween(2_990.0, 3_100.0);
  }

  @Test
  void anAbsurdTranscriptIsAFailure() {
    call.caller.says("the ".repeat(100), 2_500, 1_000);
    call.runUntil(8_000);

    assertThat(call.failures).containsExactly("asr_final IllegalStateException");
    assertThat(call.heardClauses()).endsWith("Could you say it again?");
  }

  @Test
  void whatIsNoProbabilityOfTheTurnModelCountsForNothing() {
    call.turnDetector = new FakeTurnDetector(() -> Float.NaN);
    call.responder.answers("When do you open?", "At eight.");
    call.caller.says("When do you open?", 2_500, 1_000);
    call.runUntil(6_000);

    assertThat(call.heardClauses()).containsExactly("Hello.", "At eight.");
    assertThat(call.failures).isEmpty();
  }

  @Test
  void aBrokenResponderIsSpokenOverAndLeavesNoTrace() {
    call.responder.broken = true;
    call.caller.says("When do you open?", 2_500, 1_000);
    call.runUntil(7_000);

    assertThat(call.failures).containsExactly("llm_first_token IllegalStateException");
    assertThat(call.heardClauses()).contains("Could you say it again?");
    assertThat(call.answered()).isEqualTo("greeting");
    assertThat(call.turns.get(1).answerId()).isEqualTo("announcement:say-again");
  }

  @Test
  void anAnswerThatTakesLongIsBridged() {
    call.responder.answers("When do you open?", "At eight.");
    call.brainMs = 4_000;
    call.caller.says("When do you open?", 2_500, 1_000);
    call.runUntil(10_000);

    assertThat(call.heardClauses()).containsExactly("Hello.", "Sorry,", "one moment.", "At eight.");
    assertThat(call.heard().get(1).fromMs() - 3_500).isBetween(3_280.0, 3_400.0);
    Turn turn = call.turns.get(1);
    assertThat(turn.spokenText()).isEqualTo(ONE_MOMENT + " At eight.");
    assertThat(call.failures).isEmpty();
  }

  @Test
  void aFirstClauseThatTakesLongIsBridgedAndNotLost() {
    call.responder.answers("When do you open?", "At eight.");
    call.at(3_000, _ -> call.synthesisMs = 4_000);
    call.caller.says("When do you open?", 2_500, 1_000);
    call.runUntil(10_000);

    assertThat(call.heardClauses()).containsExactly("Hello.", "Sorry,", "one moment.", "At eight.");
  }

  @Test
  void anAnswerThatNeverComesIsGivenUp() {
    call.brainMs = 60_000;
    call.caller.says("When do you open?", 2_500, 1_000);
    call.runUntil(13_000);

    assertThat(call.failures).containsExactly("llm_first_token TimeoutException");
    assertThat(call.heardClauses()).endsWith("Could you say it again?");
    assertThat(call.conversation.state()).isEqualTo(ConversationState.LISTENING);
  }

  @Test
  void afterThreeFailuresInARowTheBotSaysGoodBye() {
    call.responder.broken = true;
    for (int i = 0; i < 3; i++) {
      call.caller.says("When do you open?", 2_500 + i * 7_000, 1_000);
    }
    call.runUntil(40_000);

    assertThat(call.failures).hasSize(3);
    assertThat(call.heardClauses()).endsWith("Please call again later.", "Goodbye.");
    assertThat(call.events).last().isEqualTo("hang up");
  }

  @Test
  void deadSynthesisEndsTheCall() {
    call.synthesizer.broken = _ -> true;
    call.runUntil(5_000);

    assertThat(call.heard()).isEmpty();
    assertThat(call.events).hasSize(2).first().asString().startsWith("closed GAVE_UP");
    assertThat(call.hearing.closed).isTrue();
  }

  @Test
  void synthesisThatHangsEndsTheCallToo() {
    call.synthesisMs = 600_000;
    call.runUntil(15_000);

    assertThat(call.events).last().isEqualTo("hang up");
  }

  @Test
  void synthesisThatFailsAmidAReplyIsSpokenOver() {
    call.synthesizer.broken = clause -> clause.contains("tomorrow");
    call.responder.answers("When do you open?", "At eight, but tomorrow at nine.");
    call.caller.says("When do you open?", 2_500, 1_000);
    call.runUntil(9_000);

    assertThat(call.failures).containsExactly("tts_first_frame IllegalStateException");
    assertThat(call.heardClauses())
        .containsExactly(
            "Hello.", "At eight,", "Sorry,", "I didn't catch that.", "Could you say it again?");
    assertThat(call.turns.get(1).spokenText()).isEqualTo("At eight,");
  }

  @Test
  void aFarewellThatCannotBeSpokenStillEndsTheCall() {
    call.synthesizer.broken = clause -> clause.contains("thank");
    call.responder.answers("That is all.", "Good bye, and thank you.", ScriptedCall.hangUp());
    call.caller.says("That is all.", 2_500, 1_000);
    call.runUntil(9_000);

    assertThat(call.heardClauses()).endsWith("Good bye,");
    assertThat(call.events).hasSize(2).first().asString().startsWith("closed BOT_HUNG_UP");
  }
}
