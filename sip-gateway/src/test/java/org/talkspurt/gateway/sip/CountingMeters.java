package org.talkspurt.gateway.sip;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts by name, for tests to look at. */
final class CountingMeters implements SipMeters {

  final Map<String, Integer> counts = new ConcurrentHashMap<>();

  int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  @Override
  public void callAnswered(long setupNs) {
    counts.merge("answered", 1, Integer::sum);
  }

  @Override
  public void requestRefused(String method, int status) {
    counts.merge(method + " " + status, 1, Integer::sum);
  }

  @Override
  public void messageDropped(DropReason reason) {
    counts.merge(reason.name(), 1, Integer::sum);
  }

  @Override
  public void registration(String trunk, int status, boolean bound) {
    counts.merge(trunk + " " + status + " " + bound, 1, Integer::sum);
  }

  @Override
  public void registrationDelay(long delayNs) {
    count("registration delay", delayNs);
  }

  @Override
  public void dialled(int status, long requestDelayNs) {
    count("dialled " + status, requestDelayNs);
  }

  @Override
  public void disconnected(boolean acknowledged, long delayNs) {
    count("disconnected " + acknowledged, delayNs);
  }

  private void count(String what, long delayNs) {
    counts.merge(delayNs > 0 ? what : what + " with a wrong delay", 1, Integer::sum);
  }

  @Override
  public void answerRetransmitted() {
    counts.merge("retransmitted", 1, Integer::sum);
  }
}
