package org.talkspurt.dialog;

import java.time.Duration;
import org.talkspurt.dialog.listen.Answerer;

/**
 * Watches a conversation, for meters, logs and records. Called on the home loop; must not block.
 */
public interface ConversationListener {

  /**
   * @param turn the last turn that was begun
   */
  default void onState(ConversationState from, ConversationState to, int turn) {}

  /**
   * Who answered a call that we dialled. May come a second time: what was taken for a person turned
   * out to be a machine.
   *
   * @param after since the call was answered, times of hold not counted
   */
  default void onAnswerer(Answerer answerer, Duration after) {}

  /**
   * The greeting is next.
   *
   * @param announced whether all that must be heard before it was heard to its end; that may be
   *     nothing
   */
  default void onGreeting(boolean announced) {}

  /** A turn is over. */
  default void onTurn(Turn turn) {}

  /**
   * @param toPause from the arrival of the interrupting sound's first packet to the pause
   */
  default void onBargeIn(Duration toPause, BargeInOutcome outcome) {}

  /** A stage of {@code turn} failed or took too long, and is spoken over. */
  default void onStageFailed(int turn, Stage stage, Throwable cause) {}

  /** An answer prepared for {@code turn} was thrown away because the caller went on. */
  default void onSpeculationDiscarded(int turn) {}

  /** A result under way for {@code turn} was wanted no more, and dropped when it came. */
  default void onStaleResult(int turn) {}

  /** A bug: the conversation ends with {@link ConversationEnd#GAVE_UP}. */
  default void onBroken(RuntimeException cause) {}

  /** Nothing happens after this. */
  default void onClosed(ConversationEnd end) {}
}
