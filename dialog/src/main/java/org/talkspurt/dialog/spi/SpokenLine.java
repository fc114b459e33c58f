package org.talkspurt.dialog.spi;

/**
 * What one side said and the other heard.
 *
 * @param text of a bot, the part of a reply that was played
 */
public record SpokenLine(Speaker speaker, String text) {

  /** Who said a line. */
  public enum Speaker {
    CALLER,
    BOT
  }
}
