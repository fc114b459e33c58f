package org.talkspurt.dialog.agent;

/**
 * A responder's memory of one call (form under way, slots filled, failures so far). Immutable: a
 * reply that is thrown away leaves no trace.
 */
public interface ResponderState {

  /** The kind of answer that is expected now. */
  default ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ANYTHING;
  }

  /**
   * How many digits complete a keypad input now; 0 when unknown: then {@code #} or a pause ends it.
   */
  default int expectedDigits() {
    return 0;
  }
}
