package org.talkspurt.models.llm;

/** A request that did not lead to an answer. Its message holds nothing of what was said. */
final class ChatException extends Exception {
  private static final long serialVersionUID = 1;

  private final ChatOutcome outcome;

  ChatException(ChatOutcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  ChatOutcome outcome() {
    return outcome;
  }
}
