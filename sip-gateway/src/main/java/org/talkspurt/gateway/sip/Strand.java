package org.talkspurt.gateway.sip;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one call in order on a shared pool, so that a call that waits for a connection
 * holds up no other. At most one of its tasks is in the pool at a time.
 */
final class Strand {

  private static final Logger LOG = LoggerFactory.getLogger(Strand.class);

  /** Tasks of the network that may wait; a caller who sends faster loses messages, not the call. */
  static final int CAPACITY_TASKS = 64;

  private final Executor pool;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private boolean scheduled;

  Strand(Executor pool) {
    this.pool = pool;
  }

  /** Takes a task of the network; false if too many wait. */
  boolean offer(Runnable task) {
    synchronized (tasks) {
      if (tasks.size() >= CAPACITY_TASKS) {
        return false;
      }
      add(task);
      return true;
    }
  }

  /** Takes a task of our own: few by nature and never dropped. */
  void execute(Runnable task) {
    synchronized (tasks) {
      add(task);
    }
  }

  private void add(Runnable task) {
    tasks.add(task);
    if (!scheduled) {
      scheduled = true;
      submit();
    }
  }

  private void submit() {
    try {
      pool.execute(this::runNext);
    } catch (RejectedExecutionException e) {
      tasks.clear(); // the endpoint was stopped
    }
  }

  private void runNext() {
    Runnable task;
    synchronized (tasks) {
      task = tasks.remove();
    }
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("SIP task failed", e);
    } finally {
      synchronized (tasks) {
        if (tasks.isEmpty()) {
          scheduled = false;
        } else {
          submit();
        }
      }
    }
  }
}
