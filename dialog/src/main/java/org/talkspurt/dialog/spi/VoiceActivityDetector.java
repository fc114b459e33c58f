package org.talkspurt.dialog.spi;

/**
 * Tells speech from everything else, one window of 16 kHz PCM at a time, for many calls in one
 * invocation. Called on its lane's thread only; when that does not come back, on another, with
 * states of its own.
 */
public interface VoiceActivityDetector extends AutoCloseable {

  /** Samples of a window at 16 kHz. */
  int windowSamples();

  /** A fresh state for one call's stream. */
  State newState();

  /**
   * Judges the next window of each of {@code count} streams.
   *
   * @param states as made by {@link #newState}; updated
   * @param windows {@code count} arrays of {@link #windowSamples()} samples
   * @param probabilities receives P(speech) in 0..1 of each
   */
  void detect(State[] states, short[][] windows, int count, float[] probabilities);

  @Override
  void close();

  /** What a detector remembers of one call between windows. */
  interface State {}
}
