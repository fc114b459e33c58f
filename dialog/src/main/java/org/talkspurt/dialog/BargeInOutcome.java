package org.talkspurt.dialog;

import java.util.Locale;

/** What became of a caller's sound while the bot spoke. */
public enum BargeInOutcome {
  /** It was meant: the reply was cut short. */
  STOPPED,
  /** It was not: the reply went on. */
  RESUMED;

  /** The value of the meter's {@code outcome} label. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
