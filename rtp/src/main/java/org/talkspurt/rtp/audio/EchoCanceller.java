package org.talkspurt.rtp.audio;

/**
 * Takes out of a caller's sound what came back of our own. One for each call, confined to its home
 * loop; both streams have the rate it was made for and advance alike: 20 ms are received per tick,
 * and what is sent meanwhile is told in order, silence included.
 */
public interface EchoCanceller {

  /** Lets everything through. */
  EchoCanceller NONE =
      new EchoCanceller() {
        @Override
        public void onSent(short[] samples, int length) {}

        @Override
        public void onReceived(short[] samples) {}
      };

  /**
   * Takes what goes to the caller with the present tick, after what the tick received.
   *
   * @param samples holds it from index 0; not kept
   * @param length a whole number of 10 ms, maybe 0
   */
  void onSent(short[] samples, int length);

  /**
   * Mends the next 20 ms of the caller in place. While nothing that was sent can come back, they
   * stay as they are, to the bit, unless the canceller has other work to do on them.
   */
  void onReceived(short[] samples);

  /** Gives back what it holds outside the heap; nothing is told it any more. Idempotent. */
  default void close() {}
}
