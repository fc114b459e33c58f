package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.talkspurt.dialog.spi.CalledTool;
import org.talkspurt.dialog.spi.SpokenLine;

/** Decides what an agent says. Thread-safe and without memory of its own: see ResponderState. */
public interface Responder {

  /**
   * The memory of a call that begins.
   *
   * @param variables what is known of the call beforehand, by name: data, never instructions
   */
  ResponderState begin(Map<String, String> variables);

  /** The first words. */
  Reply greeting(ResponderState state);

  /** What must be heard to its end before anything else is said; empty if that is nothing. */
  default Optional<Reply> announcement(ResponderState state) {
    return Optional.empty();
  }

  /** What an answering machine is told, before hanging up; empty if that is nothing. */
  default Optional<Reply> voicemail(ResponderState state) {
    return Optional.empty();
  }

  /**
   * What callers are likely to be told today, word for word, the likeliest first: to be synthesised
   * before somebody waits for it.
   */
  List<String> stockReplies();

  /**
   * The answer to a caller's turn. Completes on any thread; slow parts (embedding) run on the brain
   * lane. Never completes exceptionally for what a caller said.
   */
  CompletionStage<Reply> respond(ResponderState state, CallerInput input);

  /** The same for responders that mind more than their own memory. Cancelling it ends the work. */
  default CompletionStage<Reply> respond(
      ResponderState state, CallerInput input, Situation situation) {
    return respond(state, input);
  }

  /**
   * What an answer is wanted in.
   *
   * @param heard what was said so far and heard by the other side
   * @param confirmed completes, on the call's home loop, once the caller has surely finished: until
   *     then the answer may be thrown away and must leave no trace anywhere
   * @param called is told of the tools that were called for the answer; from any thread
   */
  record Situation(
      List<SpokenLine> heard, CompletionStage<?> confirmed, Consumer<CalledTool> called) {}

  /** What a call brought, for its record: e.g. a confirmed booking's slots by name. */
  Map<String, String> outcome(ResponderState state);
}
