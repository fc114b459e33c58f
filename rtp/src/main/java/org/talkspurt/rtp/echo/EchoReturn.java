package org.talkspurt.rtp.echo;

import java.util.Arrays;

/**
 * How much of each band comes back, in dB: what one block in twenty found lately exceeds, since a
 * caller's voice ends our own before long. It begins with more than any line returns and follows
 * quickly at first.
 */
final class EchoReturn {
  private static final float MOST_DB = -6;
  private static final float LEAST_DB = -60;

  /** A band quieter than this when sent tells nothing. */
  private static final float TELLING_DBM0 = -50;

  /** What does not rise above the line's noise may be nothing else. */
  private static final float ABOVE_NOISE_DB = 6;

  private static final float FIRST_STEP_DB = 3;
  private static final float STEP_DB = 0.3f;
  private static final float STEP_DECAY = 0.9f;

  /** A step up is worth so many down. */
  private static final float UP = 20;

  /** An echo whose delay is not known by then (1 s) is none; what rises now is the caller. */
  private static final int FIRST_BLOCKS = 100;

  private final float[] returnsDb;
  private final float[] steps;

  /** Blocks learned from so far. */
  private int blocks;

  EchoReturn(int bands) {
    returnsDb = new float[bands];
    steps = new float[bands];
    reset();
  }

  /** Begins anew: the path is another one. */
  void reset() {
    Arrays.fill(returnsDb, MOST_DB);
    Arrays.fill(steps, FIRST_STEP_DB);
  }

  float db(int band) {
    return returnsDb[band];
  }

  /**
   * Takes a block received.
   *
   * @param sent levels of the sound that may come back in it
   * @param aligned whether the echo's delay is known; else what returns may be the caller alone
   */
  void learn(float[] sent, float[] received, NoiseFloor noise, boolean aligned) {
    boolean telling = false;
    for (int band = 0; band < returnsDb.length; band++) {
      if (sent[band] < TELLING_DBM0) {
        continue;
      }
      telling = true;
      boolean more = received[band] - sent[band] > returnsDb[band];
      if (more && received[band] < noise.dbm0(band) + ABOVE_NOISE_DB) {
        continue;
      }
      if (aligned) {
        move(band, more ? UP * steps[band] : -steps[band]);
        steps[band] = Math.max(STEP_DB, steps[band] * STEP_DECAY);
      } else if (!more) {
        move(band, -STEP_DB);
      } else if (blocks < FIRST_BLOCKS) {
        move(band, UP * STEP_DB);
      }
    }
    blocks += telling ? 1 : 0;
  }

  private void move(int band, float stepDb) {
    returnsDb[band] = Math.clamp(returnsDb[band] + stepDb, LEAST_DB, MOST_DB);
  }
}
