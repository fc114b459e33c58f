package org.talkspurt.dialog;

import static org.talkspurt.dialog.ConversationState.CLOSED;
import static org.talkspurt.dialog.ConversationState.HELD;
import static org.talkspurt.dialog.ConversationState.LISTENING;
import static org.talkspurt.dialog.ConversationState.PAUSED;
import static org.talkspurt.dialog.ConversationState.SPEAKING;
import static org.talkspurt.dialog.ConversationState.THINKING;
import static org.talkspurt.dialog.ConversationState.TRANSFERRING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.agent.CallerInput;
import org.talkspurt.dialog.agent.ExpectedAnswer;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.agent.Reply.Then;
import org.talkspurt.dialog.agent.ResponderState;
import org.talkspurt.dialog.listen.Backchannels;
import org.talkspurt.dialog.listen.Utterance;
import org.talkspurt.dialog.settings.ConversationSettings;
import org.talkspurt.dialog.spi.SpokenLine;
import org.talkspurt.dialog.spi.TransferOrder;

/**
 * Who has the floor in one call, and what each turn leaves behind: the moves from state to state.
 * When to make them is for {@link Conversation} (something happened) and {@link Deadlines} (time
 * passed).
 */
final class Floor {
  private final ConversationPorts ports;
  private final ConversationSettings settings;
  private final Consumer<ConversationEvent> inbox;
  private final CallerSpeech caller;
  private final BargeIn bargeIn;
  private final Apologies apologies;
  private final History history = new History();

  private ConversationState state = LISTENING;
  private Standing standing;

  /** What {@link #standing} was before the reply that is being heard. */
  private Standing before;

  /** Being prepared: at times in LISTENING, SPEAKING and PAUSED, always in THINKING. */
  private @Nullable Attempt attempt;

  /** Being heard: in SPEAKING and PAUSED, and when held there. */
  private @Nullable Attempt speaking;

  /** Called for replies that were thrown away: what they did is done. */
  private final List<Turn.Called> orphans = new ArrayList<>();

  private int fillersSaid;
  private long sinceNs;
  private Duration transferPreparation = Duration.ZERO;
  private long quietSinceNs;
  private boolean quiet;
  private ConversationState heldIn = LISTENING;
  private long heldSinceNs;

  Floor(
      ConversationPorts ports,
      ConversationSettings settings,
      CallerSpeech caller,
      BargeIn bargeIn,
      Consumer<ConversationEvent> inbox) {
    this.ports = ports;
    this.settings = settings;
    this.caller = caller;
    this.bargeIn = bargeIn;
    this.inbox = inbox;
    apologies = new Apologies(settings.announcements(), settings.maxFailures());
    standing = new Standing(0, ports.responder().begin(ports.variables()), 0);
    before = standing;
  }

  ConversationState state() {
    return state;
  }

  /** When the present state began, times of hold not counted. */
  long sinceNs() {
    return sinceNs;
  }

  /** How long the transfer under way may take to begin. */
  Duration transferPreparation() {
    return transferPreparation;
  }

  @Nullable Attempt attempt() {
    return attempt;
  }

  @Nullable Attempt speaking() {
    return speaking;
  }

  /** The last turn that was heard. */
  int turns() {
    return standing.turns();
  }

  ResponderState memory() {
    return standing.memory();
  }

  ExpectedAnswer expected() {
    return memory().expectedAnswer();
  }

  List<SpokenLine> history() {
    return history.lines();
  }

  Map<String, String> outcome() {
    return ports.responder().outcome(memory());
  }

  /** Whether the last words are being said, or about to be. */
  boolean closing() {
    Attempt current = current();
    return current != null && current.isLast();
  }

  /** Whether nothing that the caller does counts. */
  boolean undisturbed() {
    Attempt current = current();
    return closing() || (current != null && current.isNotice());
  }

  /** Whether what is being said is heard to its end, whatever the caller does. */
  boolean uninterrupted() {
    return state == SPEAKING && speaking != null && speaking.pipeline().uninterrupted();
  }

  private @Nullable Attempt current() {
    return speaking == null ? attempt : speaking;
  }

  /** At a pause of the caller: prepares an answer that may be thrown away. */
  void speculate() {
    if (attempt == null && caller.worthSpeculating()) {
      attempt = newAttempt();
      caller.recognize(attempt);
    }
  }

  /** SPEAKING: as {@link #speculate}, for what is said into words that are not interrupted. */
  void speculateForLater() {
    speculate();
    if (attempt != null) {
      attempt.answerLater();
    }
  }

  /**
   * SPEAKING: sends for the answer to what was said into words that are not interrupted. Once they
   * are over, and have all been heard, it is there.
   */
  void askAhead(Attempt of) {
    if (uninterrupted() && isSaid(of)) {
      Attempt going = Objects.requireNonNull(speaking);
      String heard = going.pipeline().textUntilInterruptible();
      of.ask(memory(), history.and(CallerInput.words(going.input()), heard).lines());
    }
  }

  /** Whether it is words, and not "okay" only. */
  private boolean isSaid(Attempt of) {
    return of.input() instanceof CallerInput.Said(String text)
        && !Backchannels.isBackchannel(text, expected());
  }

  /**
   * SPEAKING → LISTENING: what the caller did meanwhile counts once the words that are not
   * interrupted are over; "okay" and noise do not.
   *
   * @param pressed whether keys were pressed
   * @param finished whether nothing is left to be said
   */
  void takeUp(boolean pressed, boolean finished, long nowNs) {
    Attempt said = attempt;
    if (pressed) {
      discardAttempt();
    } else if (said == null || said.input() == null) {
      return;
    } else if (!isSaid(said)) {
      discardAttempt();
      caller.forget();
      return;
    }
    if (!finished || !Objects.requireNonNull(speaking).listensAfterwards()) {
      interrupt(nowNs);
    }
  }

  void discardAttempt() {
    if (attempt != null) {
      discard(attempt);
      attempt = null;
    }
  }

  private void discard(Attempt unwanted) {
    unwanted.discard();
    orphans.addAll(unwanted.called());
    ports.listener().onSpeculationDiscarded(unwanted.number());
  }

  /** LISTENING → THINKING: the words recognised at the last pause are the caller's turn. */
  void takeTurn(long nowNs) {
    waiting()
        .endOfTurn(
            caller.judge(waiting(), expected()), caller.endedNs(waiting(), expected()), nowNs);
    caller.taken();
    think(waiting(), nowNs);
  }

  /** LISTENING → THINKING: the caller does not stop. */
  void talkOver(long nowNs) {
    if (attempt == null) {
      attempt = newAttempt();
      caller.recognize(attempt);
    }
    attempt.talkOver(nowNs);
    caller.forget();
    think(attempt, nowNs);
  }

  /** → THINKING: answers something other than speech. */
  void answer(CallerInput input, long nowNs) {
    Attempt next = newAttempt();
    next.understand(input);
    next.ask(memory(), history());
    think(next, nowNs);
  }

  /** A silence that is the caller's turn. */
  void answerSilence(long nowNs) {
    answer(new CallerInput.Silent(standing.silences() + 1), nowNs);
  }

  /** → THINKING: the first words, after what must be heard before them. */
  void begin(long nowNs) {
    Optional<Reply> announcement = ports.responder().announcement(memory());
    if (announcement.isEmpty()) {
      greet(true, nowNs);
    } else {
      Attempt next = newAttempt();
      next.giveNotice(announcement.get(), nowNs);
      think(next, nowNs);
    }
  }

  /**
   * LISTENING, SPEAKING → THINKING: the greeting.
   *
   * @param announced whether what must be heard before was heard to its end
   */
  void greet(boolean announced, long nowNs) {
    if (speaking != null) {
      finish(!announced, nowNs);
    }
    ports.listener().onGreeting(announced);
    Attempt next = newAttempt();
    next.say(ports.responder().greeting(memory()), nowNs);
    think(next, nowNs);
  }

  /** Ends the call with {@code text}, after the clause that is being said. */
  void sayLast(String text, long nowNs) {
    sayLast(new Reply(text, new Then.HangUp(), memory(), "farewell"), nowNs);
  }

  /** The same with other words. */
  void sayLast(Reply words, long nowNs) {
    if (speaking != null) {
      speaking.sayLast(words, nowNs);
    } else if (state == THINKING) {
      waiting().sayLast(words, nowNs);
      sinceNs = nowNs;
    } else {
      discardAttempt();
      Attempt next = newAttempt();
      next.sayLast(words, nowNs);
      think(next, nowNs);
    }
  }

  private void think(Attempt next, long nowNs) {
    if (attempt != next) {
      discardAttempt();
    }
    attempt = next;
    next.begin(nowNs);
    become(THINKING, nowNs);
    if (next.number() > settings.maxTurns() && !next.isLast()) {
      next.sayLast(apologies.giveUp(memory()), nowNs);
    }
  }

  /** THINKING → SPEAKING: the prepared reply is heard, and remembered from now on. */
  void release(long nowNs) {
    Attempt ready = waiting();
    attempt = null;
    speaking = ready;
    before = standing;
    standing = standing.after(ready);
    quiet = false;
    if (ready.revocable()) {
      caller.forget();
    }
    bargeIn.cancel();
    ready.release(nowNs);
    become(SPEAKING, nowNs);
  }

  /** More of a reply is known; of one that is being heard it is remembered, too. */
  void extend(Attempt more) {
    if (more == speaking) {
      standing = before.after(more);
      quiet = false;
    }
  }

  /** What was prepared is not wanted; THINKING → LISTENING. */
  void takeBack(long nowNs) {
    discardAttempt();
    if (state == THINKING) {
      become(LISTENING, nowNs);
    } else if (heldIn == THINKING) {
      heldIn = LISTENING;
    }
  }

  /** SPEAKING → PAUSED. */
  void pause(long nowNs) {
    become(PAUSED, nowNs);
  }

  /** PAUSED → SPEAKING: the caller meant nothing. */
  void goOn(long nowNs) {
    discardAttempt();
    caller.forget();
    bargeIn.settle(BargeInOutcome.RESUMED);
    ports.sink().resume();
    become(SPEAKING, nowNs);
  }

  /** → LISTENING, SPEAKING and PAUSED and THINKING: the bot stops where it is. */
  void fallSilent(long nowNs) {
    if (state == SPEAKING || state == PAUSED) {
      discardAttempt();
      interrupt(nowNs);
    } else {
      takeBack(nowNs);
    }
  }

  /** PAUSED → LISTENING, SPEAKING → LISTENING: what the caller does becomes the next turn. */
  void interrupt(long nowNs) {
    bargeIn.settle(BargeInOutcome.STOPPED);
    finish(true, nowNs);
    become(LISTENING, nowNs);
    if (attempt != null) {
      attempt.ask(memory(), history());
    }
  }

  /**
   * PAUSED → LISTENING: the caller meant it. One who talks on just as the reply begins had not
   * finished: the reply leaves no trace, and the words before and after it are one turn.
   */
  void giveWay(long nowNs) {
    Attempt cut = Objects.requireNonNull(speaking);
    Utterance begun = cut.utterance();
    if (begun == null || !cut.revocable() || !cut.pipeline().barelyHeard()) {
      interrupt(nowNs);
      return;
    }
    bargeIn.settle(BargeInOutcome.STOPPED);
    discardAttempt();
    speaking = null;
    discard(cut);
    standing = before;
    caller.rejoin(begun);
    become(LISTENING, nowNs);
  }

  /** SPEAKING → LISTENING: all was said. */
  void listen(long nowNs) {
    finish(false, nowNs);
    become(LISTENING, nowNs);
    if (attempt != null) {
      attempt.ask(memory(), history());
    }
    apologies.prefetch(ports.voice(), ports.sink().sampleRateHz(), settings.fillers().lines());
  }

  /** SPEAKING → TRANSFERRING. */
  void transfer(TransferOrder order, long nowNs) {
    discardAttempt();
    finish(false, nowNs);
    transferPreparation = order.preparation();
    become(TRANSFERRING, nowNs);
    ports.control().transfer(order);
  }

  /** THINKING, SPEAKING → THINKING: a stage failed, something else is said. */
  void recover(Attempt failed, Stage stage, Throwable cause, long nowNs) {
    ports.listener().onStageFailed(failed.number(), stage, cause);
    failed.fail(cause);
    if (failed.isNotice()) {
      if (failed == attempt) {
        failed.discard();
        attempt = null;
        become(LISTENING, nowNs);
      }
      greet(false, nowNs);
    } else if (!failed.isAnswer()) {
      end(ConversationEnd.GAVE_UP, nowNs);
    } else if (failed == attempt) {
      failed.announce(apologies.onFailure(memory()), nowNs);
      sinceNs = nowNs;
    } else if (failed.listensAfterwards()) {
      finish(false, nowNs);
      Attempt next = newAttempt();
      next.announce(apologies.onFailure(memory()), nowNs);
      think(next, nowNs);
    } else {
      // Good bye, or another person: what was to follow follows all the same.
      failed.pipeline().dropPending();
    }
  }

  /** Says something while a reply is late, where that is wanted. */
  void fill(long nowNs) {
    Attempt late = waiting();
    if (settings.fillers().has(fillersSaid)
        && late.isAnswer()
        && late.missing() == Stage.LLM_FIRST_TOKEN) {
      late.excuse(settings.fillers().line(fillersSaid++), nowNs);
    }
  }

  /** Bridges a long silence. */
  void excuse(long nowNs) {
    if (waiting().isNotice()) {
      return; // nothing goes before it
    }
    waiting().excuse(apologies.oneMoment(), nowNs);
  }

  /**
   * How long the caller has heard nothing of the reply, while there is nothing to play: counted
   * anew when more of it is known, which has its own time to be synthesised.
   */
  long quietNs(boolean nothingToPlay, long nowNs) {
    if (!quiet) {
      quietSinceNs = nowNs;
    }
    quiet = nothingToPlay;
    return quiet ? nowNs - quietSinceNs : 0;
  }

  /** LISTENING, THINKING, SPEAKING, PAUSED → HELD. */
  void hold(long nowNs) {
    switch (state) {
      case LISTENING -> {
        discardAttempt();
        caller.forget();
      }
      case PAUSED -> goOn(nowNs);
      case THINKING, SPEAKING -> {}
      case HELD, TRANSFERRING, CLOSED -> {
        return;
      }
    }
    heldIn = state;
    heldSinceNs = nowNs;
    ports.sink().pause();
    become(HELD, sinceNs);
  }

  /** HELD → where it was, as if no time had passed. Returns how much has. */
  long retrieve(long nowNs) {
    if (state != HELD) {
      return 0;
    }
    long awayNs = nowNs - heldSinceNs;
    quietSinceNs += awayNs;
    ports.sink().resume();
    become(heldIn, sinceNs + awayNs);
    return awayNs;
  }

  /** → CLOSED: nothing is left behind. */
  void end(ConversationEnd why, long nowNs) {
    if (speaking != null) {
      finish(!speaking.pipeline().finished(), nowNs);
    }
    Attempt unsaid = attempt == null ? newAttempt() : attempt;
    attempt = null;
    unsaid.discard();
    if (!orphans.isEmpty() || !unsaid.called().isEmpty()) {
      ports.listener().onTurn(toTurn(unsaid, true, nowNs));
    }
    bargeIn.cancel();
    ports.sink().clear();
    caller.close();
    become(CLOSED, nowNs);
    ports.listener().onClosed(why);
    if (why != ConversationEnd.CALLER_LEFT) {
      ports.control().hangUp();
    }
  }

  /** A turn is over: both sides' words go on record. */
  private void finish(boolean interrupted, long nowNs) {
    Attempt over = Objects.requireNonNull(speaking);
    speaking = null;
    Turn turn = toTurn(over, interrupted, nowNs);
    over.discard();
    if (over.failure() == null && over.isAnswer()) {
      apologies.onSuccess();
    }
    history.add(turn.transcript(), turn.spokenText());
    ports.listener().onTurn(turn);
  }

  private Turn toTurn(Attempt over, boolean interrupted, long nowNs) {
    List<Turn.Called> before = List.copyOf(orphans);
    orphans.clear();
    return over.toTurn(interrupted, before, nowNs);
  }

  private Attempt waiting() {
    return Objects.requireNonNull(attempt);
  }

  private Attempt newAttempt() {
    return new Attempt(turns() + 1, ports, settings.reply(), inbox);
  }

  private void become(ConversationState next, long nowNs) {
    ConversationState last = state;
    state = last.become(next);
    sinceNs = nowNs;
    ports.listener().onState(last, next, turns());
  }
}
