package org.talkspurt.models.llm;

import java.util.Locale;

/** How a request ended. */
public enum ChatOutcome {
  /** With the whole answer. */
  ANSWERED,
  /** Nobody wanted it any more. */
  CANCELLED,
  /** The other endpoint was quicker. */
  OUTRUN,
  /** No connection, or it was lost before the answer. */
  UNREACHABLE,
  /** A status other than 200, or an error in the stream. */
  REFUSED,
  /** No first word, or no last one, in time. */
  LATE,
  /** The stream ended in the middle. */
  BROKEN_OFF,
  /** What came was no stream of an answer, or had no end. */
  GARBAGE;

  /** The value of the meters' {@code outcome} label. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
