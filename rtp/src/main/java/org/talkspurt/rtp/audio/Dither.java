package org.talkspurt.rtp.audio;

import java.util.Random;

/**
 * Rounds to 16 bits with one step of rectangular dither: whether a fraction goes up or down is a
 * matter of chance, in its proportion. Plain rounding of a periodic signal repeats its errors and
 * so gathers them in a few lines of the spectrum, up to -97 dB; dithered they are noise. A whole
 * number stays exactly itself, so that silence is silent. The chance is a table: the same stream
 * always gives the same bits.
 */
final class Dither {

  private static final int SIZE = 4096;

  /**
   * Half a step (1/64) must exceed the error of a sum of floats, or whole numbers would flicker.
   */
  private static final int STEPS = 32;

  private static final float[] SHIFTS = new float[SIZE];

  static {
    Random random = new Random(1);
    for (int i = 0; i < SIZE; i++) {
      SHIFTS[i] = 32768 + (random.nextInt(STEPS) + 0.5f) / STEPS;
    }
  }

  private int position;

  /** Rounds the sample that is {@code ahead} samples ahead in the stream. */
  short round(float value, int ahead) {
    // Shifted to be positive, truncation rounds downwards. The cast saturates far from int's
    // limits.
    int shifted = (int) (value + SHIFTS[(position + ahead) & (SIZE - 1)]);
    return (short) (Math.clamp(shifted, 0, 65535) - 32768);
  }

  void advance(int samples) {
    position += samples;
  }
}
