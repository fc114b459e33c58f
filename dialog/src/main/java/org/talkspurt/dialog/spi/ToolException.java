package org.talkspurt.dialog.spi;

/** A tool did not do what it was asked for. A language model is told the message. */
public final class ToolException extends Exception {
  private static final long serialVersionUID = 1;

  public ToolException(String message) {
    super(message);
  }
}
