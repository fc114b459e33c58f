package org.talkspurt.dialog.agent;

import org.jspecify.annotations.Nullable;

/** What a caller's turn brought. */
public sealed interface CallerInput {

  /** Words, as recognised. */
  record Said(String text) implements CallerInput {}

  /** Keypad digits 0-9, *, #, A-D, in the order they were pressed. */
  record Pressed(String digits) implements CallerInput {}

  /**
   * Nothing for a while.
   *
   * @param count 1 for the first silence since the caller's last words
   */
  record Silent(int count) implements CallerInput {}

  /** Sound that held no words. */
  record Unintelligible() implements CallerInput {}

  /** The transfer that the last reply asked for did not work out. */
  record TransferFailed() implements CallerInput {}

  /** The caller's words; empty where there were none. */
  static String words(@Nullable CallerInput input) {
    return input instanceof Said(String text) ? text : "";
  }
}
