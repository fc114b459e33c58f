package org.talkspurt.gateway.caller.script;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated caller does and expects.
 *
 * @param name for reports
 * @param to SIP URI of whom to call; null: the command says
 * @param longest when the call is ended, whatever is left to do
 * @param steps in order, at least one
 */
public record CallScript(String name, @Nullable String to, Duration longest, List<Step> steps) {

  /** Without another word in the script. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  public CallScript {
    steps = List.copyOf(steps);
  }
}
