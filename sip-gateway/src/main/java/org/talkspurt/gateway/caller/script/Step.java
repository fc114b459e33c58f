package org.talkspurt.gateway.caller.script;

import java.util.List;
import java.util.OptionalInt;

/** One thing that a simulated caller does or expects. */
public sealed interface Step {

  /** Speaks when the agent is silent. */
  record Say(Speech speech) implements Step {}

  /**
   * Makes a sound while the agent speaks.
   *
   * @param afterMs from the beginning of what it says; empty: at random
   */
  record Into(Interjection kind, Speech speech, OptionalInt afterMs) implements Step {}

  /** Is silent. */
  record Wait(int ms) implements Step {}

  /** Presses keys (RFC 4733). */
  record Digits(String keys) implements Step {}

  /** Ends the call. */
  record HangUp() implements Step {}

  /**
   * That the agent replies.
   *
   * @param words to be heard, each of them alternatives with {@code |} between them
   * @param withinMs from the caller's last speech to the first sound
   */
  record Expect(List<String> words, int withinMs) implements Step {
    public Expect {
      words = List.copyOf(words);
    }
  }

  /** That the agent is silent from now on. */
  record ExpectSilence(int forMs) implements Step {}

  /**
   * That the agent has paused.
   *
   * @param withinMs from the caller's first sound to the agent's last one
   */
  record ExpectPaused(int withinMs) implements Step {}

  /**
   * That the agent speaks on.
   *
   * @param withinMs longest pause
   */
  record ExpectResumed(int withinMs) implements Step {}

  /** That the agent hangs up. */
  record ExpectEnded(int withinMs) implements Step {}
}
