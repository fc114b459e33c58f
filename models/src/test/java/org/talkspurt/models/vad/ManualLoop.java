package org.talkspurt.models.vad;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.talkspurt.dialog.spi.HomeLoop;

/** A home loop that the test turns. */
final class ManualLoop implements HomeLoop {

  final Queue<Runnable> tasks = new ArrayDeque<>();
  boolean ended;

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public long nowNs() {
    return 0;
  }

  @Override
  public void execute(Runnable task) {
    if (ended) {
      throw new RejectedExecutionException("the loop has ended");
    }
    tasks.add(task);
  }

  void turn() {
    for (var task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
