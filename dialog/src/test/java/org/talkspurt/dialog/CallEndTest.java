package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.TransferOrder;

class CallEndTest {
  private final ScriptedCall call = new ScriptedCall();

  /** Before the greeting, amid it, in silence, mid-word, amid recognition, amid the answer. */
  @ParameterizedTest
  @ValueSource(ints = {50, 250, 800, 1_500, 2_190, 2_260, 2_600, 2_900})
  void aCallerWhoHangsUpLeavesNothingBehind(int atMs) {
    call.caller.says("When do you open?", 1_000, 1_000);
    call.hangsUp(atMs);
    call.runUntil(atMs + 1);
    int turns = call.turns.size();
    int states = call.states.size();
    int decodes = call.decodes;
    int synthesised = call.synthesizer.calls;
    call.runUntil(30_000);

    assertThat(call.hearing.closed).isTrue();
    assertThat(call.sink.queuedSamples()).isZero();
    assertThat(call.events).containsExactly("closed CALLER_LEFT at " + atMs);
    assertThat(call.turns).hasSize(turns);
    assertThat(call.states).hasSize(states).last().isEqualTo("CLOSED");
    assertThat(call.decodes).isEqualTo(decodes);
    // The announcements of every call, whether it lives or not.
    assertThat(call.synthesizer.calls - synthesised).isLessThanOrEqualTo(6);
  }

  @Test
  void hangingUpAmidAReplyRecordsWhatWasHeard() {
    call.responder.greeting = "Welcome to the clinic, how can I help?";
    call.hangsUp(900);
    call.runUntil(1_000);

    Turn turn = call.turns.getFirst();
    assertThat(turn.interrupted()).isTrue();
    assertThat(turn.spokenText()).isEqualTo("Welcome to the");
  }

  @Test
  void everythingAfterTheEndIsIgnored() {
    call.hangsUp(500);
    call.presses("1", 600, 0);
    call.at(600, _ -> call.conversation.close());
    call.at(610, _ -> call.conversation.hold(call.time.nowNs()));
    call.at(620, _ -> call.conversation.onTransferResult(true, call.time.nowNs()));
    call.at(630, _ -> call.conversation.sayGoodbyeAndHangUp(call.time.nowNs(), "Bye."));
    call.runUntil(3_000);

    assertThat(call.events).containsExactly("closed CALLER_LEFT at 500");
  }

  @Test
  void lastWordsFollowTheClauseBeingSaidAndCannotBeInterrupted() {
    call.responder.greeting = "Welcome to the clinic, how can I help? We have all day.";
    call.at(600, _ -> call.conversation.sayGoodbyeAndHangUp(call.time.nowNs(), "We close."));
    call.caller.says("Wait, what did you say?", 700, 2_000);
    call.presses("1", 800, 0);
    call.runUntil(8_000);

    assertThat(call.heardClauses()).startsWith("Welcome to the clinic,").endsWith("We close.");
    assertThat(call.turns.getFirst().spokenText()).endsWith("We close.");
    assertThat(call.bargeIns).isEmpty();
    assertThat(call.events).hasSize(2).last().isEqualTo("hang up");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 50, 700, 1_600, 2_340})
  void lastWordsAreSaidWheneverTheyAreWanted(int atMs) {
    call.brainMs = 300;
    call.caller.says("When do you open?", 1_000, 1_000);
    call.at(atMs, _ -> call.conversation.sayGoodbyeAndHangUp(call.time.nowNs(), "We close."));
    call.runUntil(8_000);

    assertThat(call.heardClauses()).endsWith("We close.");
    assertThat(call.events).hasSize(2).first().asString().startsWith("closed BOT_HUNG_UP");
  }

  @Test
  void transfersAfterTheLastWord() {
    call.responder.answers(
        "A person!", "One moment.", new Then.Transfer(TransferOrder.blind("sip:desk@pbx")));
    call.caller.says("A person!", 1_000, 700);
    call.at(4_000, _ -> call.conversation.onTransferResult(true, call.time.nowNs()));
    call.runUntil(3_900);

    assertThat(call.events).containsExactly("transfer sip:desk@pbx");
    assertThat(call.heard().getLast().lastingMs()).isEqualTo("One moment.".length() * 50);
    call.runUntil(5_000);
    assertThat(call.events).contains("closed TRANSFERRED at 4000", "hang up");
  }

  @Test
  void aFailedTransferIsExplained() {
    call.responder.answers(
        "A person!", "One moment.", new Then.Transfer(TransferOrder.blind("sip:desk@pbx")));
    call.responder.answers("<transfer failed>", "Nobody is there.");
    call.caller.says("A person!", 1_000, 700);
    call.at(4_000, _ -> call.conversation.onTransferResult(false, call.time.nowNs()));
    call.runUntil(6_000);

    assertThat(call.heardClauses()).endsWith("Nobody is there.");
    assertThat(call.conversation.state()).isEqualTo(ConversationState.LISTENING);
  }

  @Test
  void aTransferWithoutAnOutcomeFails() {
    call.responder.answers(
        "A person!", "One moment.", new Then.Transfer(TransferOrder.blind("sip:desk@pbx")));
    call.responder.answers("<transfer failed>", "Nobody is there.");
    call.caller.says("A person!", 1_000, 700);
    call.runUntil(40_000);

    assertThat(call.heardClauses()).contains("Nobody is there.");
  }

  /** The outcome comes at 8 s, or never: then the transfer times out 30 s after it began. */
  @ParameterizedTest
  @ValueSource(ints = {8_000, 100_000})
  void lastWordsWantedAmidATransferAreSaidWhenItFails(int outcomeMs) {
    call.responder.answers(
        "A person!", "One moment.", new Then.Transfer(TransferOrder.blind("sip:desk@pbx")));
    call.caller.says("A person!", 1_000, 700);
    call.at(5_000, _ -> call.conversation.sayGoodbyeAndHangUp(call.time.nowNs(), "We close."));
    call.at(outcomeMs, _ -> call.conversation.onTransferResult(false, call.time.nowNs()));
    call.runUntil(45_000);

    assertThat(call.heardClauses()).endsWith("One moment.", "We close.");
    assertThat(call.responder.asked).doesNotContain(new CallerInput.TransferFailed());
    assertThat(call.events).hasSize(3).last().isEqualTo("hang up");
  }

  @Test
  void aCallWithTooManyTurnsEnds() {
    ConversationSettings d = ConversationSettings.defaults();
    ScriptedCall few =
        new ScriptedCall(
            new ConversationSettings(
                d.silenceTimeout(),
                d.stageTimeout(),
                d.digitTimeout(),
                d.farewellPause(),
                d.transferTimeout(),
                d.maxUtterance(),
                2,
                d.maxTranscriptChars(),
                d.maxFailures(),
                d.endOfTurn(),
                d.bargeIn(),
                d.reply(),
                d.announcements(),
                d.fillers(),
                d.keysInterruptAll()));
    few.runUntil(40_000);

    assertThat(few.turns).hasSize(3);
    assertThat(few.heardClauses()).endsWith("Goodbye.");
    assertThat(few.events).last().isEqualTo("hang up");
  }
}
