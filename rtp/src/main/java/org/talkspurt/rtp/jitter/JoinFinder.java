package org.talkspurt.rtp.jitter;

/** Finds where made-up sound and the real one that follows fit together. */
final class JoinFinder {

  /** Less likeness is none. */
  private static final float ALIKE = 0.5f;

  /** A shift must be better than none by that much; it costs delay or sound. */
  private static final float WORTH = 0.1f;

  /** Of two shifts about as good the smaller is taken: this for each window of shift. */
  private static final float COST = 0.05f;

  private final int window;

  JoinFinder(int windowSamples) {
    window = windowSamples;
  }

  /**
   * Compares what is made up from {@code shift} on with the real sound's beginning; for a negative
   * shift, what is made up with the real sound from {@code -shift} on.
   *
   * @param least 0 or less
   * @param most 0 or more
   * @return the shift at which they are most alike, or 0 if it makes no difference
   */
  int shift(float[] madeUp, short[] real, int from, int count, int least, int most) {
    if (count < window) {
      return 0;
    }
    int first = Math.max(least, window - count);
    int last = Math.min(most, madeUp.length - window);
    float best = Math.max(ALIKE, likeness(madeUp, 0, real, from) + WORTH);
    int shift = 0;
    for (int candidate = first; candidate <= last; candidate++) {
      float likeness =
          likeness(madeUp, Math.max(0, candidate), real, from + Math.max(0, -candidate));
      likeness -= COST * Math.abs(candidate) / window;
      if (likeness > best) {
        best = likeness;
        shift = candidate;
      }
    }
    return shift;
  }

  private float likeness(float[] madeUp, int offset, short[] real, int from) {
    float product = 0;
    float energy = 1;
    float realEnergy = 1;
    for (int i = 0; i < window; i++) {
      float a = madeUp[offset + i];
      float b = real[from + i];
      product += a * b;
      energy += a * a;
      realEnergy += b * b;
    }
    return product / (float) Math.sqrt((double) energy * realEnergy);
  }
}
