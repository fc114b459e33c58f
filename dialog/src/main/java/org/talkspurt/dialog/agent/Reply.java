package org.talkspurt.dialog.agent;

import org.talkspurt.dialog.spi.TransferOrder;

/**
 * What the bot says next, and what happens when it has been said.
 *
 * @param text written form ("We open at 8:30."); normalised and split into clauses later
 * @param then what follows the last word
 * @param state the responder's memory after this reply; takes effect when the reply is released
 * @param answerId the answer, form step or announcement behind the text, for records; no caller
 *     data
 */
public record Reply(String text, Then then, ResponderState state, String answerId) {

  /** What follows a reply. */
  public sealed interface Then {
    /** The caller's turn. */
    record Listen() implements Then {}

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
