package org.talkspurt.dialog.agent;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.talkspurt.dialog.agent.words.Words;

/** Tells when a caller in the middle of a form wants something else than to fill it. */
final class FormAside {

  private static final List<String> LEAVING = List.of("goodbye", "good bye", "bye", "bye bye");

  private static final int LONGEST_GOODBYE = 5;

  private static final List<String> ASKING =
      List.of(
          "how much",
          "how long",
          "how do",
          "how can",
          "how many",
          "what",
          "when",
          "where",
          "which",
          "who",
          "why",
          "do",
          "does",
          "is there",
          "are there",
          "are you");

  /** Questions that propose a value: "what about Thursday?" */
  private static final List<String> PROPOSING =
      List.of(
          "what about",
          "how about",
          "do you have anything",
          "do you have something",
          "what if",
          "is there anything",
          "are you free",
          "are there any openings");

  private FormAside() {}

  /**
   * What is wanted instead; empty if the words are for the form.
   *
   * @param meant what the words mean outside the form; asked only if they are a question
   */
  static Optional<Action> of(Words words, Supplier<Optional<Action>> meant) {
    if (words.wordsLeft() <= LONGEST_GOODBYE && words.hasAny(LEAVING)) {
      return Optional.of(new Action.SayGoodbye());
    }
    if (words.hasAny(PROPOSING) || !isQuestion(words)) {
      return Optional.empty();
    }
    return meant.get().filter(action -> !(action instanceof Action.Begin));
  }

  private static boolean isQuestion(Words words) {
    String text = words.toString() + " ";
    return ASKING.stream().anyMatch(start -> text.startsWith(start + " "));
  }
}
