package org.talkspurt.rtp.session;

import java.util.Comparator;
import java.util.PriorityQueue;

/** An event loop's clock and timer, turned by hand. */
final class ManualLoop {

  private record Task(long dueNs, long order, Runnable action) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::dueNs).thenComparingLong(Task::order));
  private long nowNs = 7_000_000_123L;
  private long latenessNs;
  private long order;

  long nowNs() {
    return nowNs;
  }

  void after(long delayNs, Runnable action) {
    tasks.add(new Task(nowNs + delayNs, order++, action));
  }

  /** From now on tasks run this much after they are due. */
  void wakeUpsAreLateBy(long latenessNs) {
    this.latenessNs = latenessNs;
  }

  int pendingTasks() {
    return tasks.size();
  }

  /** Lets time pass and tasks run when they are due. */
  void advance(long ns) {
    long end = nowNs + ns;
    while (!tasks.isEmpty() && tasks.peek().dueNs() + latenessNs <= end) {
      Task task = tasks.poll();
      nowNs = Math.max(nowNs, task.dueNs() + latenessNs);
      task.action().run();
    }
    nowNs = end;
  }

  /** The machine stops for a while; what became due runs at its end. */
  void stall(long ns) {
    nowNs += ns;
    advance(0);
  }
}
