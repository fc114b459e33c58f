package org.talkspurt.dialog.listen;

import java.util.Locale;
import org.talkspurt.dialog.agent.ExpectedAnswer;

/**
 * What speaks for a caller having finished, besides silence.
 *
 * @param completeness how finished the words look; {@link Completeness#UNFINISHED} while they are
 *     unknown, for there is nothing to answer yet
 * @param expected what the bot had asked for
 */
public record Evidence(Completeness completeness, ExpectedAnswer expected) {

  /** What the caller's words tell. */
  public static Evidence of(String transcript, ExpectedAnswer expected) {
    return new Evidence(TranscriptCues.judge(transcript, expected), expected);
  }

  /** For a turn's record: no caller data. */
  public String describe() {
    return "words " + lowerCase(completeness) + ", expected " + lowerCase(expected);
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
