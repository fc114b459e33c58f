package org.talkspurt.dialog.spi;

import org.talkspurt.rtp.audio.AudioFrame;

/**
 * The ears of one call. The home loop offers every frame; voice activity comes back on the home
 * loop; the last 30 s stay readable for recognition. Positions count 16 kHz samples since the call
 * began.
 */
public interface Hearing extends AutoCloseable {

  /** Takes a caller's frame (8 or 16 kHz), resampled to 16 kHz if need be. Home loop only. */
  void offer(AudioFrame frame);

  /** 16 kHz samples offered so far. Home loop only. */
  long position();

  /**
   * By how many samples a sound comes to stand behind the place its frame was offered at: the delay
   * of the resampler. Home loop only.
   */
  int delaySamples();

  /**
   * A copy of the 16 kHz samples {@code from..to}, from any thread.
   *
   * @param from first position; raised to the oldest that is still held
   * @param to end position (exclusive), not beyond the last reported voice activity window
   */
  short[] samples(long from, long to);

  /** Frees the call's place in the lane. Home loop only; nothing is reported afterwards. */
  @Override
  void close();

  /** Receives voice activity on the home loop, in order. */
  @FunctionalInterface
  interface Listener {
    /**
     * @param endPosition position after the window's last sample
     * @param windowSamples length of the window, 16 kHz samples
     * @param probability P(speech), 0..1
     */
    void onVoiceActivity(long endPosition, int windowSamples, float probability);
  }

  /** Opens the ears of a call. */
  @FunctionalInterface
  interface Factory {
    Hearing open(HomeLoop loop, Listener listener);
  }
}
