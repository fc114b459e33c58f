package org.talkspurt.dialog.listen;

/** How finished a caller's words look. */
public enum Completeness {
  COMPLETE,
  NEUTRAL,
  UNFINISHED
}
