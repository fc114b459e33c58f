package org.talkspurt.it.turns;

import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.talkspurt.dialog.spi.HomeLoop;

/** A call's loop and its lanes in turn on one thread, on a clock that jumps from task to task. */
public final class SimulatedTime implements HomeLoop {
  private record Task(long atNs, long order, Runnable work) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          (a, b) ->
              a.atNs == b.atNs ? Long.compare(a.order, b.order) : Long.compare(a.atNs, b.atNs));
  private long nowNs;
  private long order;

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public void execute(Runnable work) {
    in(0, work);
  }

  /** Runs a task later. */
  public void in(long ns, Runnable work) {
    tasks.add(new Task(nowNs + Math.max(0, ns), order++, work));
  }

  /**
   * A lane of its own thread: one task after the other.
   *
   * @param costNs what the next task takes
   */
  Executor lane(LongSupplier costNs) {
    long[] freeNs = {0};
    return work -> {
      freeNs[0] = Math.max(freeNs[0], nowNs) + costNs.getAsLong();
      in(freeNs[0] - nowNs, work);
    };
  }

  /** Lets time pass. */
  public void runUntil(long untilNs) {
    while (!tasks.isEmpty() && tasks.peek().atNs <= untilNs) {
      Task task = tasks.poll();
      nowNs = task.atNs;
      task.work.run();
    }
    nowNs = untilNs;
  }
}
