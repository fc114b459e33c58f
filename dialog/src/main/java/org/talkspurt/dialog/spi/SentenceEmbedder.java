package org.talkspurt.dialog.spi;

/** Maps a sentence to a unit vector whose dot products tell likeness of meaning. */
public interface SentenceEmbedder extends AutoCloseable {

  /** A vector of Euclidean length 1. Thread-safe. */
  float[] embed(String sentence);

  @Override
  void close();
}
