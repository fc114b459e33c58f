package org.talkspurt.gateway.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** A home loop that runs when the test says so, on a clock that the test moves. */
public final class ManualHome implements CallHome {
  private record Alarm(long dueNs, Runnable task) {}

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private long nowNs = 1_000_000_000;
  private boolean obliging = true;
  private boolean gone;

  /** From now on tasks wait: the loop does not come to them. */
  void hang() {
    obliging = false;
  }

  /** From now on tasks are refused: the loop has ended. */
  void end() {
    gone = true;
  }

  /** Lets time pass; what is due runs in order. */
  public void advance(Duration time) {
    long untilNs = nowNs + time.toNanos();
    while (true) {
      Alarm next = alarms.stream().min(Comparator.comparingLong(Alarm::dueNs)).orElse(null);
      if (next == null || next.dueNs() > untilNs) {
        nowNs = untilNs;
        return;
      }
      alarms.remove(next);
      nowNs = next.dueNs();
      next.task().run();
    }
  }

  /** Alarms that are set and have not gone off. */
  int alarms() {
    return alarms.size();
  }

  @Override
  public void execute(Runnable task) {
    if (gone) {
      throw new RejectedExecutionException("the loop has ended");
    }
    tasks.add(task);
    while (obliging && !tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Override
  public Runnable schedule(Runnable task, long delayNs) {
    Alarm alarm = new Alarm(nowNs + delayNs, task);
    alarms.add(alarm);
    return () -> alarms.remove(alarm);
  }

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public long nowNs() {
    return nowNs;
  }
}
