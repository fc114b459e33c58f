package org.talkspurt.dialog.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a key, an offer or too many failures lead to. */
public sealed interface Action {

  /** Gives an answer. */
  record Give(String answerId) implements Action {}

  /** Begins a form. */
  record Begin(String formId) implements Action {}

  /** Hands over to somebody. */
  record HandOver(String transferName) implements Action {}

  /** Says goodbye and hangs up. */
  record SayGoodbye() implements Action {}

  /** Says the last words again. */
  record Repeat() implements Action {}

  Pattern WRITTEN = Pattern.compile("(answer|form|transfer) ([a-z0-9-]+)");

  /**
   * Reads "answer ID", "form ID", "transfer NAME", "goodbye" or "repeat".
   *
   * @throws IllegalArgumentException with what was expected
   */
  static Action parse(String written) {
    if (written.equals("goodbye")) {
      return new SayGoodbye();
    }
    if (written.equals("repeat")) {
      return new Repeat();
    }
    Matcher matcher = WRITTEN.matcher(written);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected \"answer ID\", \"form ID\", \"transfer NAME\", \"goodbye\" or \"repeat\"");
    }
    String name = matcher.group(2);
    return switch (matcher.group(1)) {
      case "answer" -> new Give(name);
      case "form" -> new Begin(name);
      default -> new HandOver(name);
    };
  }
}
