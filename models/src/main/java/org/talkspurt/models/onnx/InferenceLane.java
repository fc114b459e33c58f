package org.talkspurt.models.onnx;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Platform threads for inference, below the media threads in priority, fed by {@link Priority} and
 * first in, first out within one. For use as {@code CompletableFuture.supplyAsync(…,
 * lane.at(PARTIAL_DECODE))}: the future carries the task's exception, and one that was cancelled
 * while it waited is skipped.
 *
 * <p>The queue is bounded for what may be dropped. What may not is bounded by the calls: each waits
 * for one decode or clause at a time.
 */
public final class InferenceLane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InferenceLane.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final int capacity;
  private final LaneMeters meters;
  private final List<Thread> threads = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Priority, Queue<Task>> waiting = new EnumMap<>(Priority.class);
  private int waitingCount;
  private boolean closed;

  private record Task(Runnable work, long submittedNs) {}

  /**
   * Starts a lane.
   *
   * @param name as in thread names and meters
   * @param threadCount 1 or more; with one, tasks never run beside each other
   * @param capacity tasks that may wait before droppable ones are refused
   */
  public InferenceLane(String name, int threadCount, int capacity, LaneMeters meters) {
    if (threadCount < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "lane %s: %d threads, capacity %d (expected: both >= 1)"
              .formatted(name, threadCount, capacity));
    }
    this.name = name;
    this.capacity = capacity;
    this.meters = meters;
    for (var priority : Priority.values()) {
      waiting.put(priority, new ArrayDeque<>());
    }
    for (int i = 0; i < threadCount; i++) {
      threads.add(LaneThreads.start(name + "-" + i, LaneThreads.INFERENCE, this::work));
    }
  }

  /**
   * The lane as an executor of one priority. It throws {@link RejectedExecutionException} when the
   * lane is closed, or when it is behind and tasks of that priority may be dropped.
   */
  public Executor at(Priority priority) {
    return task -> submit(priority, task);
  }

  /** Tasks that wait. */
  public int waiting() {
    lock.lock();
    try {
      return waitingCount;
    } finally {
      lock.unlock();
    }
  }

  private void submit(Priority priority, Runnable work) {
    boolean full;
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("lane " + name + " is closed");
      }
      full = !priority.admits(waitingCount, capacity);
      if (!full) {
        queue(priority).add(new Task(work, System.nanoTime()));
        waitingCount++;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    if (full) {
      meters.dropped(name);
      throw new RejectedExecutionException("lane " + name + " is behind: dropped a " + priority);
    }
  }

  private void work() {
    for (var task = next(); task != null; task = next()) {
      try {
        run(task);
      } catch (Throwable e) {
        // A future keeps its exception to itself; this is a bare task's or the meters'.
        LOG.error("{}: a task failed", name, e);
      }
    }
  }

  private void run(Task task) {
    long startNs = System.nanoTime();
    try {
      task.work.run();
    } finally {
      meters.ran(name, startNs - task.submittedNs, System.nanoTime() - startNs);
    }
  }

  /** Waits for the most urgent task; null when the lane is closed and nothing waits. */
  private @Nullable Task next() {
    lock.lock();
    try {
      while (true) {
        for (var queue : waiting.values()) {
          var task = queue.poll();
          if (task != null) {
            waitingCount--;
            return task;
          }
        }
        if (closed) {
          return null;
        }
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private Queue<Task> queue(Priority priority) {
    return Objects.requireNonNull(waiting.get(priority));
  }

  /** Takes no more tasks, lets the waiting ones finish, and returns after 5 s at the latest. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (var thread : threads) {
        if (!thread.join(Duration.ofNanos(Math.max(1, deadlineNs - System.nanoTime())))) {
          LOG.warn("{}: still busy after {}", thread.getName(), PATIENCE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
