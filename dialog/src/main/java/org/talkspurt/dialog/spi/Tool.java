package org.talkspurt.dialog.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that a language model may have done while it answers: a look-up, a booking.
 * Thread-safe; shared by calls.
 */
public interface Tool {

  /** What the model calls it by: letters, digits, {@code _} and {@code -}, at most 64. */
  String name();

  /** What it does and when it is wanted, for the model to read. */
  String description();

  /** A JSON Schema of its arguments, which are an object. */
  String parameters();

  /** How long a call may take before it counts as failed. */
  default Duration timeout() {
    return Duration.ofSeconds(3);
  }

  /**
   * Whether a call changes nothing anywhere. Only then may it be made for an answer that is
   * prepared before the caller has surely finished, and thrown away if the caller goes on.
   */
  default boolean safe() {
    return false;
  }

  /** What the caller is told while a call takes longer; empty: nothing. */
  default Optional<Progress> progress() {
    return Optional.empty();
  }

  /**
   * Does it. Runs on a thread of its own, which is interrupted as soon as nobody waits any more.
   *
   * @param arguments a JSON object
   * @return what the model is told: data, of which it gets the first few thousand characters
   * @throws ToolException if it cannot be done; the model is told the message
   */
  String call(String arguments) throws ToolException, InterruptedException;

  /**
   * Bridges a call that takes long.
   *
   * @param sentence said once an answer
   * @param after how long the call has taken by then
   */
  record Progress(String sentence, Duration after) {}
}
