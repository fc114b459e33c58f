package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.settings.AnswererSettings;

/** What must be heard before the greeting: that the call is recorded. */
class AnnouncementTest {
  private static final String FIRST = "We record calls,";
  private static final String SECOND = "to learn from them.";
  private static final int LASTING_MS =
      (FIRST.length() + SECOND.length()) * FakeSynthesizer.MS_PER_LETTER;

  private final ScriptedCall call = new ScriptedCall();

  @BeforeEach
  void announces() {
    call.responder.announcement = FIRST + " " + SECOND;
  }

  private double endMs(int clause) {
    return call.heard().get(clause).toMs();
  }

  private long greetedMs() {
    String greeting = call.greetings.getFirst();
    assertThat(greeting).startsWith("announced at ");
    return Long.parseLong(greeting.substring(greeting.lastIndexOf(' ') + 1));
  }

  @Test
  void isSaidToItsEndBeforeTheGreeting() {
    call.runUntil(6_000);

    assertThat(call.heardClauses()).containsExactly(FIRST, SECOND, "Hello.");
    assertThat(call.greetings).hasSize(1);
    assertThat((double) greetedMs())
        .isGreaterThanOrEqualTo(endMs(1))
        .isLessThan(call.heard().get(2).fromMs());
    assertThat(call.turns).extracting(Turn::answerId).containsExactly("recording", "greeting");
    assertThat(call.turns.getFirst().spokenText()).isEqualTo(FIRST + " " + SECOND);
    assertThat(call.turns.getFirst().interrupted()).isFalse();
    assertThat(call.turns)
        .extracting(Turn::obligationMet)
        .containsExactly(Optional.of(true), Optional.empty());
  }

  @Test
  void withoutOneTheGreetingIsFirst() {
    call.responder.announcement = "";
    call.runUntil(2_000);

    assertThat(call.heardClauses()).containsExactly("Hello.");
    assertThat(call.greetings).containsExactly("announced at 40");
  }

  @Test
  void neitherSpeechNorKeysInterruptIt() {
    call.caller.says("Hey, can you hear me?", 300, 1_000);
    call.presses("12", 500, 100);
    call.runUntil(4_000);

    assertThat(call.heardClauses()).startsWith(FIRST, SECOND, "Hello.");
    assertThat(call.heard().get(0).lastingMs() + call.heard().get(1).lastingMs())
        .isEqualTo(LASTING_MS);
    assertThat(call.bargeIns).isEmpty();
    assertThat(call.responder.asked).isEmpty();
  }

  @Test
  void oneWhoHoldsAmidItHearsTheRestAfterwards() {
    call.at(400, _ -> call.conversation.hold(call.time.nowNs()));
    call.at(20_000, _ -> call.conversation.resume(call.time.nowNs()));
    call.runUntil(25_000);

    assertThat(greetedMs()).isGreaterThan(20_000);
    assertThat(call.heardClauses()).endsWith("Hello.");
  }

  @Test
  void oneWhoHangsUpAmidItHasNotHeardIt() {
    call.hangsUp(600);
    call.runUntil(3_000);

    assertThat(call.greetings).isEmpty();
    assertThat(call.turns.getFirst().interrupted()).isTrue();
  }

  @Test
  void lastWordsTakeThePlaceOfItsRest() {
    call.at(300, _ -> call.conversation.sayGoodbyeAndHangUp(call.time.nowNs(), "We close."));
    call.runUntil(6_000);

    assertThat(call.greetings).isEmpty();
    assertThat(call.heardClauses()).startsWith(FIRST).endsWith("We close.");
    assertThat(call.events).endsWith("hang up");
  }

  @Test
  void aVoiceThatFailsAtOnceLeavesItOutAndSaysSo() {
    call.synthesizer.broken = FIRST::equals;
    call.runUntil(3_000);

    assertThat(call.greetings).singleElement().asString().startsWith("not announced");
    assertThat(call.heardClauses()).containsExactly("Hello.");
    assertThat(call.failures).hasSize(1);
  }

  @Test
  void aVoiceThatFailsAmidItLeavesItUnheard() {
    call.synthesizer.broken = SECOND::equals;
    call.runUntil(5_000);

    assertThat(call.greetings).singleElement().asString().startsWith("not announced");
    assertThat(call.heardClauses()).containsExactly(FIRST, "Hello.");
    assertThat(call.turns.getFirst().interrupted()).isTrue();
  }

  @Test
  void aVoiceThatIsLateIsWaitedForInSilence() {
    call.responder.announcement = FIRST;
    call.synthesisMs = 4_000;
    call.at(100, _ -> call.synthesisMs = 80);
    call.runUntil(8_000);

    assertThat(call.heardClauses()).containsExactly(FIRST, "Hello.");
    assertThat(call.heard().getFirst().fromMs()).isGreaterThan(4_000);
    assertThat(call.greetings).singleElement().asString().startsWith("announced");
  }

  @Test
  void onlyAPersonHearsIt() {
    ScriptedCall machine = new ScriptedCall(AnswererSettings.defaults());
    machine.responder.announcement = FIRST;
    machine.caller.says("You have reached Jane please leave a message after the tone", 300, 4_000);
    machine.caller.beeps(5_000, 500, 1_000);
    machine.runUntil(12_000);
    assertThat(machine.heardClauses()).containsExactly("Call us back.");
    assertThat(machine.greetings).isEmpty();

    ScriptedCall person = new ScriptedCall(AnswererSettings.defaults());
    person.responder.announcement = FIRST;
    person.caller.says("Hello?", 600, 400);
    person.runUntil(4_000);
    assertThat(person.heardClauses()).containsExactly(FIRST, "Hello.");
    assertThat(person.greetings).singleElement().asString().startsWith("announced");
  }
}
