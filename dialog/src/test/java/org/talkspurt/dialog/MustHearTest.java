package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.CallerInput.Pressed;
import org.talkspurt.dialog.agent.CallerInput.Said;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.dialog.spi.SpokenLine.Speaker;

/** What callers do not interrupt: {@code <prompt bargein="false">}. */
class MustHearTest {
  private static final String LAW = "This is advertising.";
  private static final String REST = "We also have something much more interesting for you.";

  /** When the notice begins: the call's first words. */
  private static final int LAW_FROM_MS = 100;

  private static final int LAW_MS = LAW.length() * FakeSynthesizer.MS_PER_LETTER;

  private final ScriptedCall call = new ScriptedCall();

  @BeforeEach
  void greets() {
    call.responder.greeting = "<prompt bargein=\"false\">" + LAW + "</prompt> " + REST;
  }

  private int lastingMs(String clause) {
    return call.heard().stream()
        .filter(heard -> heard.clause().equals(clause))
        .mapToInt(ScriptedCall.Heard::lastingMs)
        .sum();
  }

  @Test
  void nobodyIsMadeToHearTheRest() {
    call.caller.says("Wait, wait, wait!", LAW_FROM_MS + LAW_MS + 700, 900);
    call.runUntil(6_000);

    assertThat(lastingMs(LAW)).isEqualTo(LAW_MS);
    assertThat(call.turns.getFirst().interrupted()).isTrue();
    assertThat(call.turns.getFirst().obligationMet()).contains(true);
  }

  @Test
  void wordsSaidIntoItNeitherStopNorPauseItAndAreTheNextTurn() {
    call.caller.says("When do you open?", 300, 500);
    call.runUntil(4_000);

    assertThat(lastingMs(LAW)).isEqualTo(LAW_MS);
    assertThat(call.heard().getFirst().toMs() - call.heard().getFirst().fromMs())
        .isBetween(LAW_MS - 40.0, LAW_MS + 1.0);
    assertThat(call.states).startsWith("THINKING", "SPEAKING", "LISTENING");
    assertThat(call.bargeIns).isEmpty();
    assertThat(call.responder.asked).containsExactly(new Said("When do you open?"));
    assertThat(call.heardClauses()).endsWith("What is When do you open?");
    assertThat(lastingMs(REST)).isLessThan(300);
    assertThat(call.turns.getFirst().obligationMet()).contains(true);
  }

  @Test
  void answersToItAreNoMeasureOfHowQuickWeAre() {
    call.responder.greeting = "<prompt bargein=\"false\">" + LAW + "</prompt>";
    call.caller.says("When do you open?", 300, 400);
    call.runUntil(5_000);

    assertThat(call.turns).hasSize(2);
    assertThat(call.turns.getFirst().interrupted()).isFalse();
    assertThat(call.turns.get(1).responseLatency()).isEmpty();
    assertThat(call.turns.get(1).obligationMet()).isEmpty();
    assertThat(call.heard().get(1).fromMs()).isLessThan(LAW_FROM_MS + LAW_MS + 400);
  }

  @Test
  void itsAnswerIsThereWhenItIsOver() {
    call.responder.greeting = "<prompt bargein=\"false\">" + LAW + " " + REST + "</prompt>";
    call.brainMs = 300;
    call.synthesisMs = 300;
    call.caller.says("When do you open?", 300, 400);
    call.runUntil(8_000);

    assertThat(call.heardClauses()).containsExactly(LAW, REST, "What is When do you open?");
    assertThat(call.heard().get(2).fromMs() - call.heard().get(1).toMs()).isBetween(0.0, 60.0);
    assertThat(call.conversation.history())
        .extracting(SpokenLine::text)
        .containsExactly(LAW + " " + REST, "When do you open?", "What is When do you open?");
  }

  @Test
  void whoeverAnswersThatKnowsThatItWasHeard() {
    call.caller.says("When do you open?", 300, 400);
    call.runUntil(5_000);

    assertThat(call.responder.told).containsExactly(List.of(new SpokenLine(Speaker.BOT, LAW)));
  }

  @Test
  void whoTalksBeyondItsEndInterruptsTheRest() {
    call.caller.says("But I only want to know when you open!", 600, 2_500);
    call.runUntil(6_000);

    assertThat(lastingMs(LAW)).isEqualTo(LAW_MS);
    assertThat(call.responder.asked)
        .containsExactly(new Said("But I only want to know when you open!"));
    assertThat(call.bargeIns).containsExactly("stopped");
  }

  @Test
  void anOkayMeansNothing() {
    call.caller.says("Okay.", 300, 300);
    call.runUntil(7_000);

    assertThat(lastingMs(LAW)).isEqualTo(LAW_MS);
    assertThat(lastingMs(REST)).isEqualTo(REST.length() * FakeSynthesizer.MS_PER_LETTER);
    assertThat(call.responder.asked).isEmpty();
    assertThat(call.turns.getFirst().interrupted()).isFalse();
  }

  @Test
  void keysWaitForItsEnd() {
    call.presses("12", 300, 150);
    call.runUntil(5_000);

    assertThat(lastingMs(LAW)).isEqualTo(LAW_MS);
    assertThat(lastingMs(REST)).isLessThan(300);
    assertThat(call.responder.asked).containsExactly(new Pressed("12"));
    assertThat(call.turns.getFirst().obligationMet()).contains(true);
  }

  @Test
  void keysInterruptItWhereTheAgentSaysSo() {
    ConversationSettings usual = ConversationSettings.defaults();
    ScriptedCall strict = new ScriptedCall(usual.with(usual.endOfTurn(), usual.fillers(), true));
    strict.responder.greeting = call.responder.greeting;
    strict.presses("1", 500, 0);
    strict.runUntil(4_000);

    assertThat(strict.heard().getFirst().toMs()).isLessThan(520);
    assertThat(strict.turns.getFirst().obligationMet()).contains(false);
  }

  @Test
  void oneWhoHangsUpAmidItHasNotHeardIt() {
    call.hangsUp(600);
    call.runUntil(2_000);

    assertThat(call.turns.getFirst().obligationMet()).contains(false);
  }

  @Test
  void aBreakInItBelongsToItAndWordTimesGoOnBehindIt() {
    call.responder.greeting =
        "<prompt bargein=\"false\">One two.<break time=\"1s\"/> Three four.</prompt>";
    call.caller.says("Hello, hello, hello?", 700, 600);
    call.hangsUp(1_900);
    call.runUntil(3_000);

    assertThat(call.bargeIns).isEmpty();
    assertThat(call.heard().get(1).fromMs() - call.heard().get(0).toMs())
        .isBetween(1_000.0, 1_020.0);
    assertThat(call.turns.getFirst().spokenText()).isEqualTo("One two. Three");
    assertThat(call.turns.getFirst().replyText()).isEqualTo("One two. Three four.");
  }
}
