package org.talkspurt.dialog.spi;

/**
 * What a recognizer understood.
 *
 * @param text cased and punctuated; empty when nothing was understood
 */
public record Transcript(String text) {
  public static final Transcript EMPTY = new Transcript("");
}
