package org.talkspurt.dialog.reply;

import java.time.Duration;
import java.util.Optional;

/**
 * A stretch of a reply that is synthesised in one go.
 *
 * @param text as written, for history; empty for a pause at the end of a reply
 * @param spokenForm as spoken: numbers, times and abbreviations in words
 * @param pauseBefore silence in front of it, to the sample; empty: what is usual between clauses
 * @param rate of speech, 1 is the voice's own
 * @param uninterrupted whether callers do not interrupt it
 */
public record Clause(
    String text,
    String spokenForm,
    Optional<Duration> pauseBefore,
    double rate,
    boolean uninterrupted) {

  /** One that is spoken in the usual manner. */
  public Clause(String text, String spokenForm) {
    this(text, spokenForm, Optional.empty(), 1, false);
  }

  boolean endsSentence() {
    return text.endsWith(".") || text.endsWith("!") || text.endsWith("?");
  }
}
