package org.talkspurt.dialog;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.talkspurt.dialog.agent.Reply;
import org.talkspurt.dialog.reply.Clause;
import org.talkspurt.dialog.spi.Transcript;

/** What may happen to a conversation, besides time passing. */
sealed interface ConversationEvent {

  /** It came too late: what it would have led to ends. */
  default void drop() {}

  /** The call is there and its media flows. */
  record Answered() implements ConversationEvent {}

  /** See {@code Hearing.Listener}. */
  record VoiceActivity(long endPosition, int windowSamples, float probability)
      implements ConversationEvent {}

  /** The words of the caller's utterance, for the attempt at an answer that asked for them. */
  record TranscriptReady(Attempt attempt, Transcript transcript) implements ConversationEvent {}

  /** P(finished) by the sound of the caller's utterance; empty if that could not be told. */
  record TurnJudged(Attempt attempt, OptionalDouble probability) implements ConversationEvent {}

  /** The words so far of a caller who interrupts. */
  record PartialReady(Transcript transcript) implements ConversationEvent {}

  /** The words so far of whoever answered a call of ours. */
  record GreetingHeard(Transcript transcript) implements ConversationEvent {}

  /** A reply, or the next clause of one. */
  record ReplyReady(Attempt attempt, Reply reply, List<Clause> clauses)
      implements ConversationEvent {
    @Override
    public void drop() {
      reply.rest().ifPresent(Reply.Rest::cancel);
    }
  }

  /** A clause was synthesised. */
  record ClauseReady(Consumer<short[]> sound, short[] samples) implements ConversationEvent {}

  /** A stage of an attempt threw. */
  record StageFailed(Attempt attempt, Throwable cause) implements ConversationEvent {}

  record DigitPressed(char digit) implements ConversationEvent {}

  record TransferEnded(boolean succeeded) implements ConversationEvent {}

  /** The caller put us on hold. */
  record Held() implements ConversationEvent {}

  /** The caller is back. */
  record Retrieved() implements ConversationEvent {}

  /** The call must end; last words are left. */
  record FarewellWanted(String text) implements ConversationEvent {}

  record HungUp() implements ConversationEvent {}
}
