package org.talkspurt.gateway.call;

import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.rtp.session.MediaLoop;

/** A media loop as a conversation's home. */
record CallHome(MediaLoop loop) implements HomeLoop {
  @Override
  public boolean inLoop() {
    return loop.inLoop();
  }

  @Override
  public long nowNs() {
    return loop.nowNs();
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }
}
