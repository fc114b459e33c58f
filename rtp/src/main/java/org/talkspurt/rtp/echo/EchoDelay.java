package org.talkspurt.rtp.echo;

/**
 * Finds how much later the echo comes: the delay at which the rises received are most like those
 * sent, over the last second or so of sound.
 */
final class EchoDelay {
  static final int UNKNOWN = -1;

  private static final float MEMORY = 0.985f;

  /** Likeness, a coefficient of correlation, below which it may be chance. */
  private static final float SURE = 0.30f;

  /** How far its peak stands out from all else, where two voices are alike by chance. */
  private static final float UNIQUE = 0.20f;

  /** A peak's width to either side. */
  private static final int PEAK_BLOCKS = 4;

  /** By how much another delay must be more like it than the present. */
  private static final float BETTER = 0.10f;

  /** Rises received before anything can be told: a few syllables, dB². */
  private static final float ENOUGH = 10_000;

  private final float[] products = new float[SentHistory.MAX_DELAY_BLOCKS + 1];
  private final float[] sentEnergies = new float[SentHistory.MAX_DELAY_BLOCKS + 1];
  private float receivedEnergy;
  private int delayBlocks = UNKNOWN;

  /**
   * Takes the next block received.
   *
   * @param number its number
   * @return whether the delay has changed
   */
  boolean update(float[] rises, float energy, SentHistory sent, long number) {
    receivedEnergy = MEMORY * receivedEnergy + energy;
    for (int delay = 0; delay < products.length; delay++) {
      float product = 0;
      if (number - delay < sent.blocks()) {
        float[] sentRises = sent.rises(number - delay);
        for (int band = 0; band < rises.length; band++) {
          product += rises[band] * sentRises[band];
        }
        sentEnergies[delay] = MEMORY * sentEnergies[delay] + sent.riseEnergy(number - delay);
      }
      products[delay] = MEMORY * products[delay] + product;
    }
    return energy > 0 && receivedEnergy > ENOUGH && choose();
  }

  private boolean choose() {
    int best = 0;
    float most = 0;
    for (int delay = 0; delay < products.length; delay++) {
      float likeness = likeness(delay);
      if (likeness > most) {
        most = likeness;
        best = delay;
      }
    }
    if (best == delayBlocks || most < SURE || most < elsewhere(best) + UNIQUE) {
      return false;
    }
    if (delayBlocks != UNKNOWN && most < likeness(delayBlocks) + BETTER) {
      return false;
    }
    delayBlocks = best;
    return true;
  }

  /** The most that is found well away from a delay. */
  private float elsewhere(int delay) {
    float most = 0;
    for (int other = 0; other < products.length; other++) {
      if (Math.abs(other - delay) > PEAK_BLOCKS) {
        most = Math.max(most, likeness(other));
      }
    }
    return most;
  }

  private float likeness(int delay) {
    float energies = sentEnergies[delay] * receivedEnergy;
    return energies < ENOUGH * ENOUGH ? 0 : products[delay] / (float) Math.sqrt(energies);
  }

  /** The delay in blocks of 10 ms, or {@link #UNKNOWN}. */
  int blocks() {
    return delayBlocks;
  }
}
