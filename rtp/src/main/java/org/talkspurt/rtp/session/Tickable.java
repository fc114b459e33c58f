package org.talkspurt.rtp.session;

/** What {@link PlayoutTicker} drives: one call's media. */
interface Tickable {

  /**
   * One tick.
   *
   * @param deadlineNs when the tick was due, monotonic ns: a multiple of {@link
   *     PlayoutTicker#TICK_NS} after the first one, whatever the machine did meanwhile
   */
  void onTick(long deadlineNs);

  /** {@link #onTick} threw; there will be no further ticks. */
  void onTickFailure(Throwable failure);
}
