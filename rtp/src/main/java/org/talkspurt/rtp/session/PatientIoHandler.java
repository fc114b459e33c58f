package org.talkspurt.rtp.session;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Netty's selector, but the last one or two milliseconds before a scheduled task are slept through
 * parked: a selector sleeps whole milliseconds, a parked thread wakes within a tenth of one. What
 * arrives meanwhile is read right before the task.
 *
 * <p>With calls in all ten slots the next tick is never farther away than that: the loop then wakes
 * once for the datagrams of two milliseconds, instead of once for each. Tasks from other threads
 * wake it at once, asleep or parked.
 */
final class PatientIoHandler implements IoHandler {

  private static final long MS = 1_000_000;

  /** Nearer deadlines are waited for parked. */
  private static final long PARK_BELOW_NS = 2 * MS;

  private final IoHandler selector;
  private @Nullable Thread loop;

  PatientIoHandler(IoHandler selector) {
    this.selector = selector;
  }

  static IoHandlerFactory factory() {
    IoHandlerFactory nio = NioIoHandler.newFactory();
    return executor -> new PatientIoHandler(nio.newHandler(executor));
  }

  @Override
  public void initialize() {
    loop = Thread.currentThread();
    selector.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    if (!context.canBlock()) {
      return selector.run(context);
    }
    long delayNs = context.delayNanos(PlayoutTicker.monotonicNs());
    if (delayNs < PARK_BELOW_NS) {
      LockSupport.parkNanos(this, delayNs);
      return selector.run(new Until(context, 0));
    }
    return selector.run(new Until(context, sleepNs(delayNs))); // outlives no call: costs no heap
  }

  /** Whole milliseconds, at least one and less than two before the deadline; for ever as it is. */
  private static long sleepNs(long delayNs) {
    return delayNs > Long.MAX_VALUE / 2 ? delayNs : (delayNs / MS - 1) * MS;
  }

  @Override
  public void prepareToDestroy() {
    selector.prepareToDestroy();
  }

  @Override
  public void destroy() {
    selector.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return selector.register(handle);
  }

  @Override
  public void wakeup() {
    selector.wakeup();
    LockSupport.unpark(loop);
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> type) {
    return selector.isCompatible(type);
  }

  /** Lets the selector sleep no longer than {@code delayNs}. */
  private record Until(IoHandlerContext context, long delayNs) implements IoHandlerContext {

    @Override
    public boolean canBlock() {
      return delayNs > 0;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return delayNs;
    }

    @Override
    public long deadlineNanos() {
      return context.deadlineNanos();
    }

    @Override
    public void reportActiveIoTime(long activeNanos) {
      context.reportActiveIoTime(activeNanos);
    }

    @Override
    public boolean shouldReportActiveIoTime() {
      return context.shouldReportActiveIoTime();
    }
  }
}
