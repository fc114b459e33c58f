package org.talkspurt.dialog.agent.words;

/**
 * A stretch of an utterance's words.
 *
 * @param from index of the first word
 * @param to index after the last word
 */
public record Span(int from, int to) {
  public Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("span " + from + ".." + to);
    }
  }
}
