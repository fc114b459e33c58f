package org.talkspurt.rtp.echo;

import java.util.Arrays;

/**
 * The caller's background in each band: the quietest of the last 1 to 2 s (R. Martin, "Noise power
 * spectral density estimation based on optimal smoothing and minimum statistics", 2001).
 */
final class NoiseFloor {
  private static final int PERIOD_BLOCKS = 100;
  private static final float SMOOTHING = 0.7f;

  private final float[] smooth;
  private final float[] present;
  private final float[] last;
  private int blocks;

  NoiseFloor(int bands) {
    smooth = new float[bands];
    present = new float[bands];
    last = new float[bands];
    Arrays.fill(present, Float.MAX_VALUE);
    Arrays.fill(last, Float.MAX_VALUE);
  }

  void update(float[] received) {
    boolean first = blocks == 0 && last[0] == Float.MAX_VALUE;
    for (int band = 0; band < smooth.length; band++) {
      smooth[band] =
          first ? received[band] : SMOOTHING * smooth[band] + (1 - SMOOTHING) * received[band];
      present[band] = Math.min(present[band], smooth[band]);
    }
    blocks++;
    if (blocks == PERIOD_BLOCKS) {
      blocks = 0;
      System.arraycopy(present, 0, last, 0, last.length);
      Arrays.fill(present, Float.MAX_VALUE);
    }
  }

  float dbm0(int band) {
    return Math.min(present[band], last[band]);
  }
}
