package org.talkspurt.gateway.wiring;

import java.util.List;

/**
 * One of the things that a start needs, looked at.
 *
 * @param summary what was found, in a few words
 * @param problems each with what was expected or how to mend it; none: it is right
 */
public record CheckedPart(String name, String summary, List<String> problems) {

  public CheckedPart {
    problems = List.copyOf(problems);
  }

  public boolean isRight() {
    return problems.isEmpty();
  }
}
