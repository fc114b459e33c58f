package org.talkspurt.rtp.session;

import io.netty.channel.IoEventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call's home: the one thread on which its media, and all that belongs to the call, runs. Any
 * thread may hand it a task or read its clock.
 */
public final class MediaLoop implements Executor {

  private final IoEventLoop eventLoop;
  private final PlayoutTicker ticker;
  private final DatagramBuffer received = new DatagramBuffer();
  private final DatagramBuffer toSend = new DatagramBuffer();
  private final AtomicInteger calls = new AtomicInteger();

  MediaLoop(IoEventLoop eventLoop, PlayoutTicker ticker) {
    this.eventLoop = eventLoop;
    this.ticker = ticker;
  }

  /**
   * Runs a task on the loop, after those handed over before.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loops have been closed
   */
  @Override
  public void execute(Runnable task) {
    eventLoop.execute(task);
  }

  /**
   * Runs a task on the loop after {@code delayNs}.
   *
   * @return cancels it, from any thread; no effect once it has begun
   */
  public Runnable schedule(Runnable task, long delayNs) {
    var scheduled = eventLoop.schedule(task, delayNs, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** Whether the caller runs on this loop. */
  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  /** Monotonic time in ns, the clock of frames and ticks. */
  public long nowNs() {
    return ticker.nowNs();
  }

  /** Calls that {@link MediaLoops#assign} gave this loop and that have not been released. */
  public int calls() {
    return calls.get();
  }

  AtomicInteger callCount() {
    return calls;
  }

  IoEventLoop eventLoop() {
    return eventLoop;
  }

  PlayoutTicker ticker() {
    return ticker;
  }

  /** Where datagrams of all the loop's sockets are received. */
  DatagramBuffer received() {
    return received;
  }

  /** Where datagrams of all the loop's calls are written. */
  DatagramBuffer toSend() {
    return toSend;
  }
}
