package org.talkspurt.dialog.agent.form;

import java.util.Map;

/** What a caller's turn did to a form. */
public sealed interface FormStep {

  /**
   * The form goes on.
   *
   * @param text the next question, with what was understood before it
   * @param step names the question for records: "day", "confirm"
   */
  record Ask(FormState state, String text, String step) implements FormStep {}

  /**
   * The caller confirmed.
   *
   * @param values slots by name, in records' form: day ISO 8601, time HH:mm, phone digits
   */
  record Done(Form form, Map<String, String> values, String text) implements FormStep {}

  /** The caller gave it up. */
  record Cancelled(String text) implements FormStep {}

  /** Nothing in it was about the form. */
  record Missed(FormState state) implements FormStep {}
}
