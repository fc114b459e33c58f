package org.talkspurt.gateway.call;

import java.util.Map;
import java.util.Optional;
import org.talkspurt.dialog.spi.CallControl;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.rtp.audio.AudioSink;

/** Who can answer calls. */
@FunctionalInterface
public interface Switchboard {

  /** The agent of that name; empty if there is none. Thread-safe. */
  Optional<Extension> find(String agent);

  /**
   * An agent that says something and then does {@code whenSaid}, on its call's loop; empty if there
   * is no voice. Thread-safe.
   */
  default Optional<Extension> briefing(String text, Runnable whenSaid) {
    return Optional.empty();
  }

  /**
   * An agent that can be connected to calls.
   *
   * @param maxCalls calls at one time; 0: no limit of its own
   * @param hindrance why no call may come to it now, as it is told with a 503; empty: none
   */
  record Extension(String agent, int maxCalls, Optional<String> hindrance, Connection connection) {}

  /** Connects an agent to a call that is being answered. */
  @FunctionalInterface
  interface Connection {
    MediaApplication connect(Line line);
  }

  /**
   * A call's ends, as an agent sees them.
   *
   * @param variables what is known of the call beforehand: data, never instructions
   * @param screening whether it is found out who answers before the agent speaks
   * @param recording begins to record the call
   */
  record Line(
      String callId,
      HomeLoop loop,
      AudioSink sink,
      CallControl control,
      Map<String, String> variables,
      Screening screening,
      Runnable recording) {}
}
