package org.talkspurt.dialog.spi;

/**
 * Judges by the sound of a caller's words whether there is more to come. Called on turn lanes only;
 * thread-safe.
 */
public interface TurnDetector extends AutoCloseable {

  /**
   * P(the caller has finished), 0..1.
   *
   * @param samples 16 kHz mono PCM: the utterance so far and some 100 ms of the silence behind it
   */
  float detect(short[] samples);

  @Override
  void close();
}
