package org.talkspurt.dialog.spi;

import java.util.concurrent.Executor;

/** The one thread to which a call, its media and its conversation are confined. */
public interface HomeLoop extends Executor {

  /** Whether the caller runs on this loop. */
  boolean inLoop();

  /** Monotonic time in ns, the clock of frames and ticks. */
  long nowNs();
}
