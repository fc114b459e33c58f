package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of JAIN-SIP's transactions. Unlike the stack's own it survives an exception in a task,
 * forgets a cancelled task at once, and counts in our T1: the stack knows only 500 ms, so its
 * delays are scaled.
 *
 * <p>Public with a public constructor because the stack creates it by name.
 */
public final class StackTimer implements SipTimer {

  private static final Logger LOG = LoggerFactory.getLogger(StackTimer.class);
  private static final long STACK_T1_MS = 500;

  private @Nullable ScheduledThreadPoolExecutor executor;
  private long microsPerStackMilli = 1_000;

  @Override
  public void start(SipStackImpl stack, Properties properties) {
    microsPerStackMilli =
        StackContexts.of((SipStack) stack).settings().timerT1().toNanos() / 1_000 / STACK_T1_MS;
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("sip-transaction-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    executor = timer;
  }

  @Override
  public boolean schedule(SIPStackTimerTask task, long delayMs) {
    ScheduledThreadPoolExecutor timer = executor;
    if (timer == null) {
      return false;
    }
    try {
      task.setSipTimerTask(
          timer.schedule(() -> run(task), delayMs * microsPerStackMilli, TimeUnit.MICROSECONDS));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMs, long periodMs) {
    ScheduledThreadPoolExecutor timer = executor;
    if (timer == null) {
      return false;
    }
    try {
      task.setSipTimerTask(
          timer.scheduleWithFixedDelay(
              () -> run(task),
              delayMs * microsPerStackMilli,
              periodMs * microsPerStackMilli,
              TimeUnit.MICROSECONDS));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    task.cleanUpBeforeCancel();
    return task.getSipTimerTask() instanceof Future<?> future && future.cancel(false);
  }

  @Override
  public void stop() {
    ScheduledThreadPoolExecutor timer = executor;
    executor = null;
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  @Override
  public boolean isStarted() {
    return executor != null;
  }

  private static void run(SIPStackTimerTask task) {
    try {
      task.runTask();
    } catch (RuntimeException e) {
      LOG.debug("A timer of the SIP stack failed: {}", e.getClass().getName());
    }
  }
}
