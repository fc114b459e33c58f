package org.talkspurt.dialog.spi;

/** Speaks a clause. Called on synthesis lanes only; thread-safe. */
public interface SpeechSynthesizer extends AutoCloseable {

  /** Names the voice, e.g. {@code en_US-joe-medium}: part of the key of cached clauses. */
  String voice();

  /**
   * @param spokenForm one clause in spoken form: numbers, times, money and abbreviations written as
   *     words (see TextNormalizer)
   */
  Speech synthesize(String spokenForm);

  @Override
  void close();
}
