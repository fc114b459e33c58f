package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A clock that stands until the test moves it on. */
final class ManualSipTimer implements SipTimer {

  private final Map<SIPStackTimerTask, Long> dueMs = new LinkedHashMap<>();
  private long nowMs;

  /** Runs what is due within this time. */
  void advance(long ms) {
    List<SIPStackTimerTask> due = new ArrayList<>();
    synchronized (this) {
      nowMs += ms;
      dueMs.forEach((task, at) -> due.addAll(at <= nowMs ? List.of(task) : List.of()));
      due.forEach(dueMs::remove);
    }
    due.forEach(SIPStackTimerTask::runTask);
  }

  synchronized int waiting() {
    return dueMs.size();
  }

  @Override
  public synchronized boolean schedule(SIPStackTimerTask task, long delayMs) {
    dueMs.put(task, nowMs + delayMs);
    return true;
  }

  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMs, long periodMs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized boolean cancel(SIPStackTimerTask task) {
    return dueMs.remove(task) != null;
  }

  @Override
  public void start(SipStackImpl stack, Properties properties) {}

  @Override
  public void stop() {}

  @Override
  public boolean isStarted() {
    return true;
  }
}
