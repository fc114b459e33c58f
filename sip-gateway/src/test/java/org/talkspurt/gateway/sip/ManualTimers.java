package org.talkspurt.gateway.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Timers whose time passes when a test says so. */
final class ManualTimers extends AbstractExecutorService implements ScheduledExecutorService {

  private final List<Alarm> alarms = new ArrayList<>();
  private long nowNs;

  private final class Alarm extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long dueNs;

    Alarm(Runnable task, long dueNs) {
      super(task, null);
      this.dueNs = dueNs;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNs - nowNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    protected void done() {
      synchronized (ManualTimers.this) {
        alarms.remove(this);
      }
    }
  }

  @Override
  public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    Alarm alarm = new Alarm(task, nowNs + unit.toNanos(delay));
    alarms.add(alarm);
    notifyAll();
    return alarm;
  }

  /** Lets time pass: what is due runs here, in order. */
  void advance(Duration time) {
    long until = nowNs + time.toNanos();
    Alarm due = nextUntil(until);
    while (due != null) {
      due.run();
      due = nextUntil(until);
    }
    synchronized (this) {
      nowNs = until;
    }
  }

  private synchronized Alarm nextUntil(long untilNs) {
    Alarm next = alarms.stream().min(Comparator.comparingLong(alarm -> alarm.dueNs)).orElse(null);
    if (next == null || next.dueNs > untilNs) {
      return null;
    }
    nowNs = Math.max(nowNs, next.dueNs);
    return next;
  }

  /** Waits until something is due in exactly this time: what a message caused is done then. */
  synchronized void awaitAlarmIn(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (alarms.stream().noneMatch(alarm -> alarm.dueNs == nowNs + time.toNanos())) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("nothing is due in " + time + " but in " + waits());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Waits until something is due in a time between these. */
  synchronized void awaitAlarmBetween(Duration least, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (waits().stream()
        .noneMatch(wait -> wait.compareTo(least) >= 0 && wait.compareTo(most) <= 0)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("due in " + waits());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private List<Duration> waits() {
    return alarms.stream().map(alarm -> Duration.ofNanos(alarm.dueNs - nowNs)).toList();
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long delay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long delay, long pause, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
