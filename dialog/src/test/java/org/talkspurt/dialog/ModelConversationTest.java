package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.agent.Agent;
import org.talkspurt.dialog.agent.BankResponder;
import org.talkspurt.dialog.agent.ModelResponder;
import org.talkspurt.dialog.agent.ModelUse;
import org.talkspurt.dialog.agent.TestClinic;
import org.talkspurt.dialog.agent.WordHashEmbedder;
import org.talkspurt.dialog.settings.Fillers;
import org.talkspurt.dialog.spi.LanguageModel;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.dialog.spi.SpokenLine.Speaker;

/** Calls that a language model answers, on a manual clock. */
class ModelConversationTest {
  private static final String FAILED = "Sorry, I cannot tell.";
  private static final String QUESTION = "Do elephants ever forget?";
  private static final Fillers FILLERS =
      new Fillers(List.of("Let me look."), Duration.ofMillis(800), 1);

  private final ScriptedCall call = new ScriptedCall(FILLERS);
  private final FakeModel model = new FakeModel(call.time);

  private boolean summarises;
  private long perCall;

  private void stands(ModelUse.Place place) {
    stands(place, true);
  }

  private void stands(ModelUse.Place place, boolean ahead) {
    Agent agent = TestClinic.agent();
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T15:00:00Z"));
    call.answering =
        new ModelResponder(
            agent,
            new ModelUse(
                place,
                OptionalDouble.empty(),
                true,
                FAILED,
                60,
                FILLERS.lines(),
                FILLERS.after(),
                FILLERS.perCall(),
                ahead,
                List.of(),
                List.of(),
                summarises,
                new ModelUse.Budget(700, perCall, "That is all I can look up.")),
            new BankResponder(
                agent, new WordHashEmbedder(), call.time.lane(() -> call.brainMs), clock),
            model,
            List::of,
            clock);
  }

  /** After the greeting, which takes 2.4 s. */
  private void asks(String question, int atMs) {
    call.caller.says(question, atMs, 1_000);
  }

  private List<String> heardSinceGreeting() {
    return call.heardClauses().stream()
        .filter(clause -> !clause.startsWith("Hello") && !clause.startsWith("this is"))
        .filter(clause -> !clause.startsWith("How can I"))
        .toList();
  }

  @Test
  void theFirstClauseIsSpokenWhileTheRestIsBeingWritten() {
    stands(ModelUse.Place.BEHIND);
    model.pieces =
        List.of("They", " never", " do", ", not", " one", " of", " them.", " Ask", " me.");
    model.everyMs = 150;
    asks(QUESTION, 5_000);
    call.runUntil(15_000);

    assertThat(model.warmed).isEqualTo(1);
    Turn turn = call.turns.get(1);
    assertThat(turn.spokenText()).isEqualTo("They never do, not one of them. Ask me.");
    assertThat(turn.answerId()).isEqualTo("model");
    // The last piece comes 1.3 s after the request.
    assertThat(turn.responseLatency().orElseThrow().toMillis()).isLessThan(1_000);
    assertThat(turn.stages().get(Stage.LLM_FIRST_TOKEN)).isPositive();
  }

  @Test
  void theModelIsToldWhatWasHeardWithinItsBudget() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("They never do.", "");
    asks(QUESTION, 5_000);
    asks("And do cats ever forget?", 9_000);
    call.runUntil(14_000);

    assertThat(model.asked).hasSize(2);
    assertThat(model.asked.getLast().instructions())
        .startsWith("Be brief.")
        .endsWith("It is Tuesday, November 24, 2026, 10:00 AM.")
        .doesNotContain("elephants");
    assertThat(model.asked.getLast().lines())
        .containsExactly(
            new SpokenLine(Speaker.CALLER, QUESTION),
            new SpokenLine(Speaker.BOT, "They never do."),
            new SpokenLine(Speaker.CALLER, "And do cats ever forget?"));
  }

  @Test
  void anInterruptionEndsTheStreamAndHistoryHoldsWhatWasHeard() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = Collections.nCopies(20, "they never do so, ");
    model.everyMs = 300;
    asks(QUESTION, 5_000);
    asks("Please stop that right now.", 7_000);
    call.runUntil(8_500);

    assertThat(call.turns.get(1).interrupted()).isTrue();
    assertThat(model.cancelled).isPositive();
    assertThat(call.conversation.history().getLast().text()).startsWith("they").hasSizeLessThan(60);
  }

  @Test
  void aCallerWhoGoesOnMakesTheModelStopWithoutATrace() {
    stands(ModelUse.Place.BEHIND);
    model.firstMs = 2_000;
    model.pieces = List.of("They never do.");
    call.caller.says("Do elephants and", 5_000, 800);
    call.caller.says("their children ever forget?", 6_200, 1_000);
    call.runUntil(14_000);

    assertThat(model.asked.size()).isGreaterThan(1);
    assertThat(model.cancelled).isEqualTo(model.asked.size() - 1);
    assertThat(call.turns).hasSize(2);
    assertThat(heardSinceGreeting()).contains("They never do.");
  }

  @Test
  void aTurnIsConfirmedAtItsEndOnly() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("They never do.");
    asks(QUESTION, 5_000);
    call.runUntil(12_000);

    assertThat(model.asked).hasSize(1);
    assertThat(model.confirmedWhenAsked).isZero();
    assertThat(model.asked.getFirst().confirmed().toCompletableFuture()).isCompleted();
  }

  @Test
  void aReplyThatIsThrownAwayIsNeverConfirmed() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("They never do.");
    call.caller.says("Do elephants and", 5_000, 800);
    call.caller.says("their children ever forget?", 6_200, 1_000);
    call.runUntil(14_000);

    assertThat(model.asked).hasSize(2);
    assertThat(model.asked.getFirst().confirmed().toCompletableFuture()).isCompletedExceptionally();
    assertThat(model.asked.getLast().confirmed().toCompletableFuture()).isCompletedWithValue(null);
  }

  @Test
  void whereNothingIsToBeAskedForNothingTheTurnsEndIsAwaited() {
    stands(ModelUse.Place.BEHIND, false);
    model.pieces = List.of("They never do.");
    call.caller.says("Do elephants and", 5_000, 800);
    call.caller.says("their children ever forget?", 6_200, 1_000);
    call.runUntil(14_000);

    assertThat(model.asked).hasSize(1);
    assertThat(model.confirmedWhenAsked).isEqualTo(1);
    assertThat(call.turns.get(1).spokenText()).isEqualTo("They never do.");
  }

  @Test
  void aToolThatTakesLongIsBridgedAndWaitedFor() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("Well", "They never do.");
    model.progress = "I am looking that up.";
    asks(QUESTION, 5_000);
    call.runUntil(30_000);

    assertThat(call.failures).isEmpty();
    assertThat(call.turns.get(1).spokenText())
        .isEqualTo("Well I am looking that up. They never do.");
  }

  @Test
  void theBankAnswersWhatItKnowsAtOnce() {
    stands(ModelUse.Place.BEHIND);
    asks("Where are you located?", 5_000);
    call.runUntil(10_000);

    assertThat(model.asked).isEmpty();
    assertThat(call.turns.get(1).answerId()).isEqualTo("address");
  }

  @Test
  void theBankAnswersWhereTheModelThatStandsBeforeItFails() {
    stands(ModelUse.Place.BEFORE);
    model.breaks = true;
    asks("Where are you located?", 5_000);
    call.runUntil(10_000);

    assertThat(model.asked).hasSize(1);
    assertThat(call.turns.get(1).answerId()).isEqualTo("address");
    assertThat(call.failures).isEmpty();
  }

  @Test
  void aDeadModelIsExcused() {
    stands(ModelUse.Place.BEHIND);
    model.breaks = true;
    asks(QUESTION, 5_000);
    call.runUntil(10_000);

    assertThat(call.turns.get(1).spokenText()).isEqualTo(FAILED);
    assertThat(call.turns.get(1).answerId()).isEqualTo("model-failed");
  }

  @Test
  void aModelThatWritesNoWordsIsExcused() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("**", "😀", " ###\n");
    asks(QUESTION, 5_000);
    call.runUntil(10_000);

    assertThat(call.turns.get(1).spokenText()).isEqualTo(FAILED);
  }

  @Test
  void aModelThatBreaksOffIsExcusedAfterWhatItSaid() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("They never do, ", "not one ");
    model.breaks = true;
    asks(QUESTION, 5_000);
    call.runUntil(12_000);

    assertThat(call.turns.get(1).spokenText()).isEqualTo("They never do, " + FAILED);
  }

  @Test
  void aModelThatDoesNotStopIsStopped() {
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("and on ".repeat(100), "and on ".repeat(200), "and on.");
    asks(QUESTION, 5_000);
    call.runUntil(8_000);

    assertThat(model.cancelled).isEqualTo(1);
  }

  @Test
  void whatGrowsBeyondTheWindowIsSummedUpBesideTheAnswers() {
    summarises = true;
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("They never do.");
    asks(QUESTION, 5_000);
    asks("And do cats ever forget?", 9_000);
    asks("And do dogs ever forget?", 13_000);
    call.runUntil(18_000);

    assertThat(model.asked).hasSize(5);
    LanguageModel.Request summing = model.asked.get(1);
    assertThat(summing.instructions()).startsWith("Sum up").doesNotContain("Be brief.");
    assertThat(summing.lines()).isEmpty();
    assertThat(summing.facts().get("then")).startsWith("BOT: Hello");
    LanguageModel.Request second = model.asked.get(2);
    assertThat(second.facts()).containsEntry("said.before", "They never do.");
    assertThat(second.instructions()).doesNotContain("said.before");
    assertThat(second.lines())
        .containsExactly(
            new SpokenLine(Speaker.CALLER, QUESTION),
            new SpokenLine(Speaker.BOT, "They never do."),
            new SpokenLine(Speaker.CALLER, "And do cats ever forget?"));
    assertThat(model.asked.get(4).facts())
        .containsEntry("said.before", "They never do.")
        .extractingByKey("then")
        .asString()
        .startsWith("CALLER: " + QUESTION);
    assertThat(call.turns).hasSize(4);
  }

  @Test
  void aSummaryThatIsNotThereYetIsNotWaitedFor() {
    summarises = true;
    stands(ModelUse.Place.BEHIND);
    model.pieces = List.of("They never do.");
    model.summaryMs = 60_000;
    asks(QUESTION, 5_000);
    asks("And do cats ever forget?", 9_000);
    call.runUntil(14_000);

    assertThat(call.turns.get(2).spokenText()).isEqualTo("They never do.");
    assertThat(model.asked.get(2).facts()).doesNotContainKey("said.before");
    assertThat(model.cancelled).isEqualTo(1);
  }

  @Test
  void aCallThatHasUsedItsTokensIsAnsweredByTheBankAlone() {
    perCall = 1_000;
    stands(ModelUse.Place.BEFORE);
    model.tokens = 600;
    model.pieces = List.of("They never do.");
    asks(QUESTION, 5_000);
    asks("And do cats ever forget?", 9_000);
    asks("And do dogs ever forget?", 13_000);
    asks("Where are you located?", 18_000);
    call.runUntil(24_000);

    assertThat(model.asked).hasSize(2);
    assertThat(model.asked.getFirst().mostTokens()).isEqualTo(700);
    assertThat(call.turns.get(3).spokenText()).isEqualTo("That is all I can look up.");
    assertThat(call.turns.get(3).answerId()).isEqualTo("model-spent");
    assertThat(call.turns.get(4).answerId()).isEqualTo("address");
  }

  @Test
  void theToolsOfAReplyStandInItsTurn() {
    stands(ModelUse.Place.BEHIND);
    model.called = "look";
    model.pieces = List.of("They never do.");
    asks(QUESTION, 5_000);
    call.runUntil(12_000);

    assertThat(called(1)).containsExactly("look done");
    assertThat(call.turns.get(1).tools().getFirst().endedNs())
        .isBetween(call.turns.get(1).startedNs(), call.turns.get(1).endedNs());
  }

  @Test
  void whatWasCalledForAReplyThatIsThrownAwayStandsInTheNextTurn() {
    stands(ModelUse.Place.BEHIND);
    model.called = "look";
    model.pieces = List.of("They never do.");
    call.caller.says("Do elephants and", 5_000, 800);
    call.caller.says("their children ever forget?", 6_200, 1_000);
    call.runUntil(14_000);

    assertThat(model.asked).hasSize(2);
    assertThat(called(1)).containsExactly("look done", "look done");
  }

  @Test
  void whatWasCalledBeforeTheCallerHungUpIsNotForgotten() {
    stands(ModelUse.Place.BEHIND);
    model.called = "book";
    model.everyMs = 3_000;
    model.pieces = List.of("", "Booked.");
    asks(QUESTION, 5_000);
    call.hangsUp(6_600);
    call.runUntil(8_000);

    assertThat(called(1)).containsExactly("book done");
    assertThat(call.turns.get(1).spokenText()).isEmpty();
  }

  private List<String> called(int turn) {
    return call.turns.get(turn).tools().stream()
        .map(called -> called.tool().name() + " " + called.tool().outcome())
        .toList();
  }

  @Test
  void aLateModelIsBridgedOnceACall() {
    stands(ModelUse.Place.BEHIND);
    model.firstMs = 2_000;
    model.pieces = List.of("They never do.");
    asks(QUESTION, 5_000);
    asks("And do cats ever forget?", 10_000);
    call.runUntil(16_000);

    assertThat(call.turns.subList(1, 3))
        .extracting(Turn::spokenText)
        .containsExactly("Let me look. They never do.", "They never do.");
  }
}
