package org.talkspurt.gateway.call;

import java.time.Instant;
import java.time.InstantSource;
import org.talkspurt.dialog.spi.HomeLoop;

/**
 * The time of day in one call: what it is when the call begins, going on evenly. A step of the
 * machine's clock changes no call's length.
 */
public final class CallClock implements InstantSource {
  private final Instant begin;
  private final HomeLoop loop;
  private final long beginNs;

  private CallClock(Instant begin, HomeLoop loop) {
    this.begin = begin;
    this.loop = loop;
    beginNs = loop.nowNs();
  }

  /** It is {@code begin} now. */
  public static CallClock from(Instant begin, HomeLoop loop) {
    return new CallClock(begin, loop);
  }

  @Override
  public Instant instant() {
    return at(loop.nowNs());
  }

  /** The time of day at {@code ns} of the loop's clock. */
  public Instant at(long ns) {
    return begin.plusNanos(ns - beginNs);
  }
}
