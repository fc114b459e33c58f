package org.talkspurt.rtp.jitter;

/** Noise of even spectrum, the same in every run. */
final class WhiteNoise {

  private static final float SCALE = (float) (Math.sqrt(3) / (1L << 31));

  private int state = 1;

  /** Evenly distributed, of mean 0 and power 1. */
  float next() {
    // Numerical Recipes' constants of a linear congruential generator; its upper bits are good.
    state = state * 1_664_525 + 1_013_904_223;
    return state * SCALE;
  }
}
