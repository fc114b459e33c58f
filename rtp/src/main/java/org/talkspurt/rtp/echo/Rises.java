package org.talkspurt.rtp.echo;

/**
 * How levels rise and fall from block to block. An echo path changes levels but not their rises, so
 * that sound sent and its echo can be compared by them.
 */
final class Rises {

  /** A loud word's beginning must not outweigh all else. */
  private static final float MOST_DB = 12;

  private Rises() {}

  /**
   * Rises of all bands, dB.
   *
   * @param floorDbm0 what lies below is as silent as the floor
   * @return the sum of their squares
   */
  static float between(float[] before, float[] after, float floorDbm0, float[] rises) {
    float energy = 0;
    for (int band = 0; band < rises.length; band++) {
      float rise = Math.max(after[band], floorDbm0) - Math.max(before[band], floorDbm0);
      rise = Math.clamp(rise, -MOST_DB, MOST_DB);
      rises[band] = rise;
      energy += rise * rise;
    }
    return energy;
  }
}
