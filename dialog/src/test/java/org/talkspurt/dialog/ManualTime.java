package org.talkspurt.dialog;

import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.talkspurt.dialog.spi.HomeLoop;

/** One thread that plays loop and lanes in turn, on a clock that only the test moves. */
final class ManualTime implements HomeLoop {
  private record Task(long atNs, long order, boolean onLoop, Runnable work) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          (a, b) ->
              a.atNs == b.atNs ? Long.compare(a.order, b.order) : Long.compare(a.atNs, b.atNs));
  // Far from 0, as a monotonic clock may be; negative, as it may be too.
  private static final long ORIGIN_NS = -7_000_000_000L;
  private long nowNs = ORIGIN_NS;
  private long order;
  private boolean inLoop;

  @Override
  public boolean inLoop() {
    return inLoop;
  }

  @Override
  public long nowNs() {
    return nowNs;
  }

  @Override
  public void execute(Runnable work) {
    schedule(nowNs, true, work);
  }

  /** Runs {@code work} on the loop at {@code ms} after the call began. */
  void at(double ms, Runnable work) {
    schedule(ns(ms), true, work);
  }

  /** Runs {@code work} on the loop {@code ms} from now. */
  void in(double ms, Runnable work) {
    schedule(nowNs + (long) (ms * 1e6), true, work);
  }

  /** Lets {@code ms} pass before each task, as if it took that long; tasks do not wait in line. */
  Executor lane(java.util.function.LongSupplier latencyMs) {
    return work -> schedule(nowNs + latencyMs.getAsLong() * 1_000_000, false, work);
  }

  void runUntil(double ms) {
    long untilNs = ns(ms);
    while (!tasks.isEmpty() && tasks.peek().atNs <= untilNs) {
      Task task = tasks.poll();
      nowNs = task.atNs;
      inLoop = task.onLoop;
      task.work.run();
      inLoop = false;
    }
    nowNs = untilNs;
  }

  double ms() {
    return ms(nowNs);
  }

  static double ms(long ns) {
    return (ns - ORIGIN_NS) / 1e6;
  }

  static long ns(double ms) {
    return ORIGIN_NS + (long) (ms * 1e6);
  }

  private void schedule(long atNs, boolean onLoop, Runnable work) {
    tasks.add(new Task(Math.max(atNs, nowNs), order++, onLoop, work));
  }
}
