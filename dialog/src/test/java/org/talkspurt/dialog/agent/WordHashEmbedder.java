package org.talkspurt.dialog.agent;

import java.util.Locale;
import org.talkspurt.dialog.spi.SentenceEmbedder;

/** Sentences with the same words are alike: enough to tell the topics of a test agent apart. */
public final class WordHashEmbedder implements SentenceEmbedder {

  private static final int DIMENSIONS = 512;

  @Override
  public float[] embed(String sentence) {
    float[] vector = new float[DIMENSIONS];
    for (String word : sentence.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (!word.isEmpty()) {
        vector[Math.floorMod(word.hashCode() * 0x9E3779B1, DIMENSIONS)] += 1;
      }
    }
    double square = 0;
    for (float value : vector) {
      square += value * value;
    }
    float length = (float) Math.sqrt(square == 0 ? 1 : square);
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  @Override
  public void close() {}
}
