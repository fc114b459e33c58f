package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.spi.SpokenLine;

class TurnTakingTest {
  private final ScriptedCall call = new ScriptedCall();

  @Test
  void greetsThenListens() {
    call.runUntil(1_000);

    assertThat(call.heardClauses()).containsExactly("Hello.");
    // Answered at 40, synthesis takes 80; the next tick sends.
    assertThat(call.heard().getFirst().fromMs()).isBetween(120.0, 141.0);
    assertThat(call.states).containsExactly("THINKING", "SPEAKING", "LISTENING");
    assertThat(call.conversation.history())
        .containsExactly(new SpokenLine(SpokenLine.Speaker.BOT, "Hello."));
    assertThat(call.turns).singleElement().satisfies(t -> assertThat(t.stages()).isEmpty());
  }

  @Test
  void answersAQuestionSoonAfterItsLastWord() {
    call.responder.answers("When do you open?", "At eight.");
    call.caller.says("When do you open?", 1_000, 1_400);
    call.runUntil(5_000);

    Turn turn = call.turns.get(1);
    assertThat(turn.transcript()).isEqualTo("When do you open?");
    assertThat(turn.spokenText()).isEqualTo("At eight.");
    assertThat(turn.interrupted()).isFalse();
    assertThat(turn.evidence())
        .isEqualTo(
            "words question +0.5, expected anything, sound unknown +1.0, habit +0.0: P 0.82,"
                + " silence 264 ms");
    // The silence after a question (264 ms) and the jitter buffer (40 ms) hide all but the end of
    // the synthesis.
    double firstPacketMs = call.heard().get(1).fromMs();
    assertThat(firstPacketMs - 2_400).isBetween(262.0, 325.0);
    assertThat(call.answered()).isEqualTo("greeting|When do you open?");
  }

  @Test
  void stagesAddUpToWhatTheWireSays() {
    call.responder.answers("When do you open?", "At eight.");
    call.caller.says("When do you open?", 1_000, 1_400);
    call.brainMs = 300;
    call.runUntil(5_000);

    Turn turn = call.turns.get(1);
    Duration response = turn.responseLatency().orElseThrow();
    double wireMs = call.heard().get(1).fromMs() - 2_400;
    assertThat(response.toNanos() / 1e6).isCloseTo(wireMs, within(0.01));
    assertThat(turn.stages().values().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(response);
    assertThat(turn.stages()).containsEntry(Stage.JITTER_BUFFER, Duration.ofMillis(40));
    assertThat(turn.stages().get(Stage.LLM_FIRST_TOKEN)).isPositive();
    assertThat(turn.stages().get(Stage.TTS_FIRST_FRAME)).isPositive();
  }

  @Test
  void aSlowRecognizerIsNotBlamedOnTheEndOfTurn() {
    call.caller.says("When do you open?", 1_000, 1_400);
    call.decodeMs = 500;
    call.runUntil(5_000);

    Turn turn = call.turns.get(1);
    long silenceMs =
        turn.stages().get(Stage.VAD).plus(turn.stages().get(Stage.END_OF_TURN)).toMillis();
    assertThat(silenceMs).isEqualTo(264);
    assertThat(turn.stages().get(Stage.ASR_FINAL).toMillis()).isBetween(360L, 480L);
  }

  /** What a stage takes longer is found at that stage, and nowhere else. */
  @ParameterizedTest
  @EnumSource(names = {"ASR_FINAL", "LLM_FIRST_TOKEN", "TTS_FIRST_FRAME"})
  void aSlowStageIsTheOneThatGrows(Stage slow) {
    Turn usual = answeredBy(slow, 500);
    Turn slower = answeredBy(slow, 800);

    for (Stage stage : Stage.values()) {
      Duration more = slower.stages().get(stage).minus(usual.stages().get(stage));
      // The packet waits for its tick.
      int tickMs = stage == Stage.PLAYOUT_START ? 20 : 0;
      assertThat(more.toNanos() / 1e6)
          .as(stage.tag())
          .isCloseTo(stage == slow ? 300 : 0, within(5.0 + tickMs));
    }
  }

  private static Turn answeredBy(Stage slow, long ms) {
    ScriptedCall call = new ScriptedCall();
    call.responder.answers("When do you open?", "At eight.");
    call.caller.says("When do you open?", 1_000, 1_400);
    switch (slow) {
      case ASR_FINAL -> call.decodeMs = ms;
      case LLM_FIRST_TOKEN -> call.brainMs = ms;
      case TTS_FIRST_FRAME -> call.synthesisMs = ms;
      default -> throw new IllegalArgumentException(slow.tag());
    }
    call.runUntil(8_000);
    return call.turns.get(1);
  }

  @Test
  void waitsLongerWhenTheWordsLookUnfinished() {
    call.caller.says("My number is", 1_000, 900);
    call.runUntil(3_100);
    assertThat(call.conversation.state()).isEqualTo(ConversationState.LISTENING);

    call.runUntil(6_000);
    assertThat(call.turns.get(1).transcript()).isEqualTo("My number is");
    assertThat(call.heard().get(1).fromMs() - 1_900).isBetween(1_842.0, 1_868.0);
  }

  @Test
  void aPauseWithinAnUtteranceDoesNotSplitIt() {
    call.caller.says("My number is", 1_000, 900);
    call.caller.says("five five five.", 2_700, 900);
    call.runUntil(4_000);

    assertThat(call.discarded).isEqualTo(1);
    call.runUntil(9_000);
    assertThat(call.turns.get(1).transcript()).isEqualTo("My number is five five five.");
    assertThat(call.answered()).isEqualTo("greeting|My number is five five five.");
  }

  @Test
  void aCallerWhoGoesOnBeforeTheReplyIsHeardTakesTheTurnBack() {
    call.brainMs = 600;
    call.responder.answers("Do you open tomorrow?", "Wrong.");
    call.responder.answers("Do you open tomorrow? At eight?", "Right.");
    call.caller.says("Do you open tomorrow?", 1_000, 1_000);
    call.caller.says("At eight?", 2_450, 600);
    call.runUntil(2_400);
    assertThat(call.conversation.state()).isEqualTo(ConversationState.THINKING);

    call.runUntil(2_600);
    assertThat(call.conversation.state()).isEqualTo(ConversationState.LISTENING);
    assertThat(call.answered()).isEqualTo("greeting");

    call.runUntil(7_000);
    assertThat(call.turns).hasSize(2);
    assertThat(call.turns.get(1).number()).isEqualTo(2);
    assertThat(call.turns.get(1).transcript()).isEqualTo("Do you open tomorrow? At eight?");
    assertThat(call.answered()).isEqualTo("greeting|Do you open tomorrow? At eight?");
    assertThat(call.heardClauses()).startsWith("Hello.", "Right.");
    assertThat(call.stale).isEqualTo(1);
  }

  @Test
  void synthesisesTheNextClauseWhileOneIsPlayed() {
    call.synthesisMs = 400;
    call.responder.answers("And then?", "First this, then that. Then the rest.");
    call.caller.says("And then?", 1_000, 600);
    call.runUntil(6_000);

    var heard = call.heard();
    assertThat(call.heardClauses())
        .containsExactly("Hello.", "First this,", "then that.", "Then the rest.");
    assertThat(heard.get(2).fromMs() - heard.get(1).toMs()).isCloseTo(120, within(21.0));
    assertThat(heard.get(3).fromMs() - heard.get(2).toMs()).isCloseTo(250, within(21.0));
  }

  @Test
  void nothingButTheFirstClauseIsPreparedForATurnThatMayBeTakenBack() {
    call.responder.answers("My number is", "One, two, three, four.");
    call.caller.says("My number is", 1_000, 900);
    call.runUntil(3_000);

    // "Hello.", three announcements of two, one and three clauses, and "One,".
    assertThat(call.synthesizer.clauses).contains("One,").doesNotContain("two,");
  }

  @Test
  void asksASilentCallerAgainThenLetsGo() {
    call.responder.answers("<silent 1>", "Are you there?");
    call.responder.answers("<silent 2>", "Good bye.", ScriptedCall.hangUp());
    call.runUntil(30_000);

    assertThat(call.heardClauses()).containsExactly("Hello.", "Are you there?", "Good bye.");
    var heard = call.heard();
    assertThat(heard.get(1).fromMs() - heard.get(0).toMs()).isBetween(6_080.0, 6_140.0);
    assertThat(call.turns).hasSize(3).allSatisfy(t -> assertThat(t.responseLatency()).isEmpty());
    assertThat(call.events).hasSize(2).last().isEqualTo("hang up");
  }

  @Test
  void wordsResetTheCountOfSilences() {
    call.caller.says("I am here now.", 8_000, 1_000);
    call.runUntil(20_000);

    assertThat(call.answered()).isEqualTo("greeting|<silent 1>|I am here now.|<silent 1>");
  }

  @Test
  void theLastWordIsPlayedBeforeTheCallEnds() {
    call.responder.answers("Good bye.", "Good bye, and thank you.", ScriptedCall.hangUp());
    call.caller.says("Good bye.", 1_000, 600);
    call.runUntil(6_000);

    var last = call.heard().getLast();
    assertThat(last.clause()).isEqualTo("and thank you.");
    assertThat(last.lastingMs()).isEqualTo("and thank you.".length() * 50);
    assertThat(call.events).hasSize(2);
    int closedMs = Integer.parseInt(call.events.getFirst().replaceAll(".* at ", ""));
    assertThat(call.events.getFirst()).startsWith("closed BOT_HUNG_UP");
    assertThat(closedMs - last.toMs()).isBetween(240.0, 281.0);
    assertThat(call.hearing.closed).isTrue();
  }

  @Test
  void passesOverAShortNoise() {
    call.caller.sounds(1_000, 150, 3_000);
    call.runUntil(5_000);

    assertThat(call.decodes).isEqualTo(1);
    assertThat(call.responder.asked).isEmpty();
    assertThat(call.conversation.state()).isEqualTo(ConversationState.LISTENING);
  }

  @Test
  void asksAboutALongNoise() {
    call.caller.sounds(1_000, 900, 3_000);
    call.runUntil(4_000);

    assertThat(call.responder.asked).containsExactly(new CallerInput.Unintelligible());
  }

  @Test
  void answersACallerWhoDoesNotStop() {
    call.caller.says("and ".repeat(100).strip(), 1_000, 35_000);
    call.runUntil(30_000);

    assertThat(call.turns).hasSize(2);
    assertThat(call.turns.get(1).transcript()).startsWith("and and").hasSizeLessThan(1_001);
    assertThat(ManualTime.ms(call.turns.get(1).startedNs())).isBetween(29_000.0, 29_080.0);
  }

  @Test
  void aDeafEarDoesNotHoldTheCallForEver() {
    call.responder.answers("<silent 1>", "Are you there?");
    call.caller.says("Hello, is somebody", 1_000, 900);
    call.at(1_500, _ -> call.hearing.deaf = true);
    call.runUntil(9_000);

    assertThat(call.heardClauses()).contains("Are you there?");
  }

  @Test
  void aFullSinkHoldsTheReplyUpAndLosesNothing() {
    call.sink.capacityMs(1_000);
    call.responder.answers(
        "Tell me all.", "This is a rather long clause, and so is this other one.");
    call.caller.says("Tell me all.", 1_000, 800);
    call.runUntil(9_000);

    assertThat(call.sink.refusals).isPositive();
    assertThat(call.heard().subList(1, 3))
        .extracting(ScriptedCall.Heard::lastingMs)
        .containsExactly(
            "This is a rather long clause,".length() * 50,
            "and so is this other one.".length() * 50);
  }

  @Test
  void aCallerWhoSoundsUnfinishedIsWaitedFor() {
    call.turnDetector = new FakeTurnDetector(() -> 0.1f);
    call.caller.says("I need a cleaning.", 1_000, 900);
    call.caller.says("Next Monday.", 2_700, 900);
    call.runUntil(9_000);

    assertThat(call.turns.get(1).transcript()).isEqualTo("I need a cleaning. Next Monday.");
    assertThat(call.turns.get(1).evidence()).contains("sound 0.10 -1.4");
  }

  @Test
  void oneWhoSoundsFinishedIsAnsweredAtOnce() {
    call.turnDetector = new FakeTurnDetector(() -> 0.99f);
    call.caller.says("I need a cleaning.", 1_000, 900);
    call.runUntil(5_000);

    assertThat(call.heard().get(1).fromMs() - 1_900).isBetween(210.0, 325.0);
  }

  @Test
  void aBrokenTurnModelLeavesItToTheWords() {
    call.turnDetector =
        new FakeTurnDetector(
            () -> {
              throw new IllegalStateException("no memory");
            });
    call.caller.says("When do you open?", 1_000, 900);
    call.runUntil(5_000);

    assertThat(call.failures).isEmpty();
    assertThat(call.heard().get(1).fromMs() - 1_900).isBetween(262.0, 325.0);
  }

  @Test
  void aTurnModelThatNeverAnswersIsNotWaitedFor() {
    call.turnDetector = new FakeTurnDetector(() -> 0.1f);
    call.turnMs = 60_000;
    call.caller.says("When do you open?", 1_000, 900);
    call.runUntil(5_000);

    assertThat(call.heard().get(1).fromMs() - 1_900).isBetween(262.0, 325.0);
  }
}
