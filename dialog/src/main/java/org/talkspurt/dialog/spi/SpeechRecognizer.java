package org.talkspurt.dialog.spi;

/** Turns a stretch of speech into text. Called on recognition lanes only; thread-safe. */
public interface SpeechRecognizer extends AutoCloseable {

  /**
   * Decodes a whole utterance, or as much of it as there is so far.
   *
   * @param samples 16 kHz mono PCM, 0.1 s or longer (shorter gives an empty transcript)
   */
  Transcript recognize(short[] samples);

  @Override
  void close();
}
