package org.talkspurt.models.onnx;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 *
 * <p>A thread whose task takes longer than {@link #RELIEF} while callers wait is relieved: another
 * takes its place, and it ends when the task does, if that ever happens. There are never more than
 * {@link #MOST_RELIEVED} of those.
 */
public final class InferenceLane implements WatchedLane, AutoCloseable {

  /** Longer than a clause or an utterance takes on a busy machine; for others hardly a pause. */
  static final Duration RELIEF = Duration.ofMillis(500);

  /** No honest task takes that long. */
  static final Duration STUCK = Duration.ofSeconds(5);

  /** Each takes memory, and processor time from the media if it is slow rather than stuck. */
  static final int MOST_RELIEVED = 3;

  private static final Logger LOG = LoggerFactory.getLogger(InferenceLane.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final int capacity;
  private final LaneMeters meters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Priority, Queue<Task>> waiting = new EnumMap<>(Priority.class);
  private final List<Worker> workers = new ArrayList<>();
  private final List<Worker> relieved = new ArrayList<>();
  private int hired;
  private int waitingCount;
  private boolean closed;

  private record Task(Runnable work, long submittedNs) {}

  /** A thread, and for how long it has been at its task. */
  private final class Worker {
    final Thread thread =
        LaneThreads.start(name + "-" + hired++, LaneThreads.INFERENCE, () -> work(this));
    boolean busy;
    int ticks;

    boolean busyFor(Duration length) {
      return busy && ticks >= LaneWatch.ticks(length);
    }
  }

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
    hire(threadCount);
  }

  private void hire(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        workers.add(new Worker());
      }
    } finally {
      lock.unlock();
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

  @Override
  public Duration backlog() {
    long longestNs = 0;
    lock.lock();
    try {
      for (var entry : waiting.entrySet()) {
        Task oldest = entry.getKey().isDroppable() ? null : entry.getValue().peek();
        if (oldest != null) {
          longestNs = Math.max(longestNs, System.nanoTime() - oldest.submittedNs);
        }
      }
    } finally {
      lock.unlock();
    }
    return Duration.ofNanos(longestNs);
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

  @Override
  public void tick() {
    List<Thread> stuck = new ArrayList<>();
    lock.lock();
    try {
      for (var list : List.of(workers, relieved)) {
        for (var worker : list) {
          boolean before = worker.busyFor(STUCK);
          worker.ticks++;
          if (!before && worker.busyFor(STUCK)) {
            stuck.add(worker.thread);
          }
        }
      }
      relieve();
    } finally {
      lock.unlock();
    }
    for (var thread : stuck) {
      meters.stuck(name);
      var where = new IllegalStateException("stuck here");
      where.setStackTrace(thread.getStackTrace());
      LOG.error("{}: a task has not ended after {}", thread.getName(), STUCK, where);
    }
  }

  private void relieve() {
    boolean somebodyWaits = waitingCount > queue(Priority.SPECULATION).size();
    for (var worker : List.copyOf(workers)) {
      if (somebodyWaits && !closed && worker.busyFor(RELIEF) && relieved.size() < MOST_RELIEVED) {
        workers.remove(worker);
        relieved.add(worker);
        workers.add(new Worker());
      }
    }
  }

  @Override
  public Optional<String> trouble() {
    lock.lock();
    try {
      int stuck = 0;
      for (var worker : relieved) {
        stuck += worker.busyFor(STUCK) ? 1 : 0;
      }
      return stuck < MOST_RELIEVED
          ? Optional.empty()
          : Optional.of("lane %s: %d tasks do not end".formatted(name, stuck));
    } finally {
      lock.unlock();
    }
  }

  private void work(Worker worker) {
    for (var task = next(worker); task != null; task = next(worker)) {
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

  /** Waits for the most urgent task; null when the worker is not needed any more. */
  private @Nullable Task next(Worker worker) {
    lock.lock();
    try {
      worker.busy = false;
      if (relieved.remove(worker)) {
        return null;
      }
      while (true) {
        for (var queue : waiting.values()) {
          var task = queue.poll();
          if (task != null) {
            waitingCount--;
            worker.busy = true;
            worker.ticks = 0;
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
    List<Thread> threads;
    lock.lock();
    try {
      closed = true;
      threads = workers.stream().map(worker -> worker.thread).toList();
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
