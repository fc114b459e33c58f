package org.talkspurt.dialog.listen;

import java.util.Locale;

/** Who answered a call that we dialled. */
public enum Answerer {
  /** A person, who is greeted. */
  HUMAN,
  /** An answering machine or another announcement. */
  MACHINE,
  /** Nobody spoke; is taken for a person. */
  UNKNOWN;

  /** As records and meters name it. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
