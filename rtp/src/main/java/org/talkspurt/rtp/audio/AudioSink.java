package org.talkspurt.rtp.audio;

/**
 * What a caller hears: a bounded queue of linear PCM that the session's tick sends 20 ms at a time.
 * Silence is sent while the queue is empty or paused. Confined to the call's home loop.
 */
public interface AudioSink {

  /** Rate of the samples to offer, in Hz: the negotiated codec's PCM rate. */
  int sampleRateHz();

  /**
   * Queues {@code samples} (the sink owns the array from here on) behind what is queued already.
   *
   * @return false when the queue is full: nothing was taken and the producer tries again later
   */
  boolean offer(short[] samples);

  /** Stops playing with a fade of at most one frame; what is queued stays. No effect if paused. */
  void pause();

  /** Goes on where {@link #pause()} stopped, with a short fade-in. No effect if not paused. */
  void resume();

  /** Drops all that is queued and ends a pause; a frame being faded out is finished. */
  void clear();

  boolean paused();

  /** Samples accepted by {@link #offer} and neither played nor cleared yet. */
  int queuedSamples();

  /**
   * Samples of offered audio sent since the call began (silence is not counted). The sample offered
   * as number n (counted over all offers, cleared ones not) has been sent when this exceeds n.
   */
  long playedSamples();

  /**
   * When the last packet with offered audio was handed to the socket, monotonic ns; {@link
   * Long#MIN_VALUE} if there was none yet.
   */
  long lastSentNs();
}
