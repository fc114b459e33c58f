package org.talkspurt.dialog.agent;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.talkspurt.dialog.agent.Agent.Understanding;
import org.talkspurt.dialog.agent.form.FormFiller;
import org.talkspurt.dialog.agent.form.FormState;
import org.talkspurt.dialog.agent.words.Words;
import org.talkspurt.dialog.spi.SentenceEmbedder;

/** Answers from an agent's bank of answers and forms: no language model, nothing invented. */
public final class BankResponder implements Responder {

  private final Agent agent;
  private final Executor brain;
  private final InstantSource clock;
  private final Replies replies;
  private final FreeTurns freeTurns;
  private final FormTurns formTurns;

  /**
   * Embeds all examples of the agent on the calling thread: some milliseconds for each.
   *
   * @param agent without problems, see {@link AgentCheck}
   * @param brain runs what needs the embedder
   * @param clock tells now, from which follows today in the agent's time zone
   */
  public BankResponder(
      Agent agent, SentenceEmbedder embedder, Executor brain, InstantSource clock) {
    this(agent, agent.understanding(), embedder, brain, clock);
  }

  /**
   * The same with another measure of what is sure enough.
   *
   * @param understanding instead of the agent's own
   */
  public BankResponder(
      Agent agent,
      Understanding understanding,
      SentenceEmbedder embedder,
      Executor brain,
      InstantSource clock) {
    this.agent = agent;
    this.brain = brain;
    this.clock = clock;
    var meaning = new Meaning(new Topics(agent, understanding, embedder));
    var filler = new FormFiller(agent.hours());
    replies = new Replies(agent, filler);
    freeTurns = new FreeTurns(agent, meaning, replies);
    formTurns = new FormTurns(agent, meaning, filler, replies);
  }

  @Override
  public ResponderState begin(Map<String, String> variables) {
    return CallMemory.of(variables);
  }

  @Override
  public Reply greeting(ResponderState state) {
    return replies.greeting(memory(state), now());
  }

  @Override
  public Optional<Reply> announcement(ResponderState state) {
    return replies.announcement(memory(state));
  }

  @Override
  public Optional<Reply> voicemail(ResponderState state) {
    return replies.voicemail(memory(state), now());
  }

  @Override
  public List<String> stockReplies() {
    return replies.stock(now());
  }

  /**
   * Completes at once but for words. Fails with {@link RejectedExecutionException} when the brain
   * lane is full, and with what the embedder threw.
   */
  @Override
  public CompletionStage<Reply> respond(ResponderState state, CallerInput input) {
    CallMemory memory = memory(state);
    return switch (input) {
      case CallerInput.Said(String text) -> onBrain(memory, text);
      case CallerInput.Pressed(String digits) -> now(pressed(memory, digits));
      case CallerInput.Silent(int count) -> now(replies.silent(memory, count));
      case CallerInput.Unintelligible() -> now(replies.notUnderstood(memory));
      case CallerInput.TransferFailed() -> now(replies.transferFailed(memory));
    };
  }

  private CompletionStage<Reply> onBrain(CallMemory memory, String text) {
    return onBrain(() -> said(memory, text));
  }

  /** What the bank has to say to a caller's words, or does about them; empty if that is nothing. */
  CompletionStage<Optional<Reply>> known(CallMemory memory, String text) {
    return onBrain(() -> find(memory, text));
  }

  private <T> CompletionStage<T> onBrain(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, brain);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static CompletionStage<Reply> now(Reply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  @Override
  public Map<String, String> outcome(ResponderState state) {
    return memory(state).outcome();
  }

  private static CallMemory memory(ResponderState state) {
    return (CallMemory) state;
  }

  private LocalDateTime now() {
    return clock.instant().atZone(agent.hours().zone()).toLocalDateTime();
  }

  private Reply said(CallMemory memory, String said) {
    return find(memory, said).orElseGet(() -> replies.notUnderstood(memory));
  }

  private Optional<Reply> find(CallMemory memory, String said) {
    String text = said.substring(0, Math.min(said.length(), Words.MAX_CHARACTERS));
    FormState form = memory.form();
    if (Words.of(text).wordsLeft() == 0) {
      return Optional.empty();
    }
    return form == null
        ? freeTurns.said(memory, text, now())
        : Optional.of(formTurns.said(memory, form, text, now()));
  }

  /** Words for a model that does not answer, see {@link ModelResponder}. */
  Reply modelFailed(CallMemory memory, String line) {
    return replies.failed(memory, line, "model-failed");
  }

  /** Words for a model that is not asked any more, see {@link ModelUse.Budget}. */
  Reply modelSpent(CallMemory memory, String line) {
    return replies.failed(memory, line, "model-spent");
  }

  /** What a language model may know of the agent: its answers, but for callers' data. */
  List<String> facts() {
    return replies.facts(now());
  }

  private Reply pressed(CallMemory memory, String keys) {
    FormState form = memory.form();
    if (form != null) {
      return formTurns.pressed(memory, form, keys, now());
    }
    return agent
        .keypad()
        .first(keys)
        .map(action -> replies.perform(action, memory, "", now()))
        .orElseGet(() -> replies.unknownKey(memory));
  }
}
