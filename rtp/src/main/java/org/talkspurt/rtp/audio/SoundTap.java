package org.talkspurt.rtp.audio;

/**
 * Is handed both sides of a call's sound as they are heard and sent, on the call's home loop, which
 * it must not hold up. What it is not told of is silence: a tick that brings nothing received, and
 * places that no sent packet covers (hold, keys sent as events, comfort noise, a packet that the
 * network did not take).
 *
 * <p>Both sides stand on the clock of the ticks. Packets need not be as long as ticks: what is sent
 * in one may begin before it, but never more than {@value #LONGEST_AGO_TICKS} ticks before its end.
 */
public interface SoundTap {

  /** The longest packets have 60 ms, and may become due within a tick. */
  int LONGEST_AGO_TICKS = 4;

  /** Hears nothing. */
  SoundTap NONE =
      new SoundTap() {
        @Override
        public void onTick(long deadlineNs) {}

        @Override
        public void onReceived(short[] samples) {}

        @Override
        public void onSent(short[] samples, int length, int agoSamples) {}
      };

  /**
   * The next 20 ms begin.
   *
   * @param deadlineNs a whole number of ticks after the last one's; more than one after a stall
   */
  void onTick(long deadlineNs);

  /**
   * What the caller is heard to say in the present tick.
   *
   * @param samples 20 ms; not kept and not written to
   */
  void onReceived(short[] samples);

  /**
   * A packet was sent.
   *
   * @param samples what it holds, from index 0; not kept and not written to
   * @param agoSamples how long before the end of the present tick it begins
   */
  void onSent(short[] samples, int length, int agoSamples);
}
