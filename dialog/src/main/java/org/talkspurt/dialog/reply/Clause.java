package org.talkspurt.dialog.reply;

/**
 * A stretch of a reply that is synthesised in one go.
 *
 * @param text as written, for history
 * @param spokenForm as spoken: numbers, times and abbreviations in words
 */
public record Clause(String text, String spokenForm) {

  boolean endsSentence() {
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?");
  }
}
