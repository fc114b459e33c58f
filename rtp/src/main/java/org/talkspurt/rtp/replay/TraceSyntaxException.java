package org.talkspurt.rtp.replay;

/** A line of a trace cannot be read. */
public final class TraceSyntaxException extends Exception {

  private static final long serialVersionUID = 1;

  TraceSyntaxException(int lineNumber, String problem) {
    super("line " + lineNumber + ": " + problem);
  }
}
