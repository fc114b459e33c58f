package org.talkspurt.gateway.outbox;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends one thing after the other on a thread of its own. What comes when too many wait, or after
 * the end, is dropped. Thread-safe.
 */
public final class Outbox implements AutoCloseable {
  private final ThreadPoolExecutor sender;
  private final Duration patienceAtEnd;
  private final Runnable dropped;

  /**
   * @param thread the thread's name
   * @param waitingAtMost sendings, 1 or more
   * @param patienceAtEnd how long the end waits for what waits
   * @param dropped called for each sending that never begins
   */
  public Outbox(String thread, int waitingAtMost, Duration patienceAtEnd, Runnable dropped) {
    this.patienceAtEnd = patienceAtEnd;
    this.dropped = dropped;
    sender =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waitingAtMost),
            Thread.ofPlatform().name(thread).daemon().factory());
  }

  public void add(Runnable sending) {
    try {
      sender.execute(sending);
    } catch (RejectedExecutionException e) {
      dropped.run();
    }
  }

  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(patienceAtEnd.toNanos(), TimeUnit.NANOSECONDS)) {
        sender.shutdownNow().forEach(_ -> dropped.run());
      }
    } catch (InterruptedException e) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
