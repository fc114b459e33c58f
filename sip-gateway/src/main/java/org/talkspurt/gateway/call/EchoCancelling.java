package org.talkspurt.gateway.call;

import org.talkspurt.rtp.echo.EchoGuard;

/** What is done about our own voice on a trunk's lines. Thread-safe. */
@FunctionalInterface
public interface EchoCancelling {

  /** Nothing: the lines return nothing. */
  EchoCancelling NONE = (media, home) -> {};

  /** The echo guard. */
  EchoCancelling GUARD =
      (media, home) -> media.cancelEcho(new EchoGuard(media.sink().sampleRateHz()));

  /** Has a call's echo cancelled, from now or soon on. On its home loop. */
  void begin(CallMedia media, CallHome home);
}
