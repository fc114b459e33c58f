package org.talkspurt.dialog.spi;

/** Speaks a clause. Called on synthesis lanes only; thread-safe. */
public interface SpeechSynthesizer extends AutoCloseable {

  /** Names the voice, e.g. {@code en_US-joe-medium}: part of the key of cached clauses. */
  String voice();

  /**
   * @param spokenForm one clause in spoken form: numbers, times, money and abbreviations written as
   *     words (see TextNormalizer); IPA stands between slashes, a word by its syllables in
   *     brackets, the stressed ones in capitals: {@code "/ʃɪˈvɔːn/ and [NOR-ah]"}
   * @param rate of speech, 0.5..2; 1 is the voice's own
   */
  Speech synthesize(String spokenForm, double rate);

  /** The same at the voice's own rate. */
  default Speech synthesize(String spokenForm) {
    return synthesize(spokenForm, 1);
  }

  @Override
  void close();
}
