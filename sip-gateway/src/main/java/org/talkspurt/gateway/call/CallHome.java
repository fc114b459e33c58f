package org.talkspurt.gateway.call;

import org.talkspurt.dialog.spi.HomeLoop;

/** A call's home loop, with an alarm clock. */
public interface CallHome extends HomeLoop {

  /**
   * Runs a task on the loop after {@code delayNs}.
   *
   * @return cancels it; no effect once it has begun
   */
  Runnable schedule(Runnable task, long delayNs);
}
