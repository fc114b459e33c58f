package org.talkspurt.dialog;

import java.util.EnumSet;
import java.util.Set;

/** Whose turn it is. {@link #become} knows every legal move. */
public enum ConversationState {
  /**
   * The caller's turn → THINKING (end of turn, digits, silence), HELD, CLOSED.
   *
   * <p>An answer may be under preparation already; nothing of it is heard or remembered yet.
   */
  LISTENING,
  /** The caller has finished → SPEAKING, LISTENING (the caller goes on), HELD, CLOSED. */
  THINKING,
  /**
   * The bot's turn → LISTENING (said, or interrupted by digits), PAUSED (the caller makes sound),
   * THINKING (a stage failed midway, or the greeting follows), TRANSFERRING, HELD, CLOSED.
   */
  SPEAKING,
  /** The bot waits for what the caller's sound means → SPEAKING, LISTENING, HELD, CLOSED. */
  PAUSED,
  /** The caller has put us on hold: no timer runs → LISTENING, THINKING, SPEAKING, CLOSED. */
  HELD,
  /** Another person is being fetched → THINKING (it failed), CLOSED. */
  TRANSFERRING,
  /** Nothing is left. */
  CLOSED;

  private Set<ConversationState> moves() {
    return switch (this) {
      case LISTENING -> EnumSet.of(THINKING, HELD, CLOSED);
      case THINKING -> EnumSet.of(SPEAKING, LISTENING, HELD, CLOSED);
      case SPEAKING -> EnumSet.of(LISTENING, PAUSED, THINKING, TRANSFERRING, HELD, CLOSED);
      case PAUSED -> EnumSet.of(SPEAKING, LISTENING, HELD, CLOSED);
      case HELD -> EnumSet.of(LISTENING, THINKING, SPEAKING, CLOSED);
      case TRANSFERRING -> EnumSet.of(THINKING, CLOSED);
      case CLOSED -> EnumSet.noneOf(ConversationState.class);
    };
  }

  /**
   * @return {@code next}
   * @throws IllegalStateException when there is no such move
   */
  ConversationState become(ConversationState next) {
    if (!moves().contains(next)) {
      throw new IllegalStateException("no move " + this + " → " + next);
    }
    return next;
  }
}
