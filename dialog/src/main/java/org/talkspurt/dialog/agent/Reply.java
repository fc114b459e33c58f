package org.talkspurt.dialog.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.talkspurt.dialog.spi.TransferOrder;

/**
 * What the bot says next, and what happens when it has been said.
 *
 * @param text written form ("We open at 8:30."), which may hold {@link
 *     org.talkspurt.dialog.reply.Markup}; normalised and split into clauses later
 * @param then what follows the last word
 * @param state the responder's memory after this reply; takes effect when the reply is released
 * @param answerId the answer, form step or announcement behind the text, for records; no caller
 *     data
 * @param rest where {@code text} is only the first clause of a reply that is still being made; then
 *     {@code then} and {@code state} are those of what is known so far
 */
public record Reply(
    String text, Then then, ResponderState state, String answerId, Optional<Rest> rest) {

  /** A whole reply. */
  public Reply(String text, Then then, ResponderState state, String answerId) {
    this(text, then, state, answerId, Optional.empty());
  }

  /** What follows of a reply that is still being made. */
  public interface Rest {

    /** The next clause, once it is there; the last one has no rest. Cancelling it ends it all. */
    CompletionStage<Reply> next();

    /** How long that may take at most, where it is known to take longer than usual. */
    default Duration patience() {
      return Duration.ZERO;
    }

    /** Nobody waits for it any more. */
    void cancel();
  }

  /** What follows a reply. */
  public sealed interface Then {
    /** The caller's turn. */
    record Listen() implements Then {}

    /** The greeting: this had to be heard before it. */
    record Greet() implements Then {}

    /** Good bye. */
    record HangUp() implements Then {}

    /**
     * Another person takes over.
     *
     * @param order who
     */
    record Transfer(TransferOrder order) implements Then {}
  }
}
