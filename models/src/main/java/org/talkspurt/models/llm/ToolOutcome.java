package org.talkspurt.models.llm;

import java.util.Locale;

/** How a tool call ended. */
public enum ToolOutcome {
  /** With a result. */
  DONE,
  /** The tool said that it cannot be done, or broke. */
  FAILED,
  /** No result in time. */
  LATE,
  /** There is no such tool, or its arguments are no JSON object. */
  REFUSED,
  /** Nobody wanted it any more. */
  CANCELLED;

  /** The value of the meter's {@code outcome} label. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
