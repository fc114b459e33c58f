package org.talkspurt.rtp.session;

/**
 * How many packets a caller may send: {@value #PACKETS_PER_TICK} per tick on average (500/s, five
 * times the shortest packets of speech), and what a second's stall of the network piles up at once.
 */
final class ReceiveLimit {

  static final int PACKETS_PER_TICK = 10;
  static final int BURST_PACKETS = 100;

  private int allowed = BURST_PACKETS;

  void onTick() {
    allowed = Math.min(allowed + PACKETS_PER_TICK, BURST_PACKETS);
  }

  /** Whether one more packet may be dealt with. */
  boolean admits() {
    if (allowed == 0) {
      return false;
    }
    allowed--;
    return true;
  }
}
