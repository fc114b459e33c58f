package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.Optional;

/**
 * Something an agent can tell.
 *
 * @param id names the answer in actions and records
 * @param examples how callers ask for it
 * @param text what is said; may hold placeholders, see {@link Placeholders}
 * @param offer a question added to it
 * @param isCourtesy "hello", "thanks": gives way to anything else said in the same turn
 */
public record Answer(
    String id, List<String> examples, String text, Optional<Offer> offer, boolean isCourtesy) {

  public Answer {
    examples = List.copyOf(examples);
  }

  /**
   * A question that a "yes" answers.
   *
   * @param ask "Would you like to book one?"
   * @param then what a "yes" leads to
   */
  public record Offer(String ask, Action then) {}
}
