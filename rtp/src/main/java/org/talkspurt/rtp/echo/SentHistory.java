package org.talkspurt.rtp.echo;

import java.util.Arrays;

/** What was sent lately: band levels of the blocks that may still come back, and their rises. */
final class SentHistory {

  /** Echo that is later than this is not expected: 500 ms. */
  static final int MAX_DELAY_BLOCKS = 50;

  /** Blocks kept; packets of 60 ms are told ahead of the stream received. A power of two. */
  private static final int CAPACITY = 128;

  /** A block none of whose bands is louder than this is silence. */
  private static final float AUDIBLE_DBM0 = -65;

  /** What is quieter in a band comes back below the line's own noise. */
  private static final float TELLING_DBM0 = -50;

  private final BandAnalyser analyser;
  private final float[][] levels;
  private final float[][] rises;
  private final float[] riseEnergies = new float[CAPACITY];
  private long blocks;
  private long audibleUntil = Long.MIN_VALUE / 2;

  SentHistory(int sampleRateHz) {
    analyser = new BandAnalyser(sampleRateHz);
    levels = new float[CAPACITY][analyser.bands()];
    rises = new float[CAPACITY][analyser.bands()];
    for (float[] each : levels) {
      Arrays.fill(each, BandAnalyser.FLOOR_DBM0);
    }
  }

  void add(short[] samples, int length) {
    int blockSamples = analyser.blockSamples();
    for (int at = 0; at + blockSamples <= length; at += blockSamples) {
      float[] present = levels(blocks);
      analyser.next(samples, at, present);
      riseEnergies[index(blocks)] =
          Rises.between(levels(blocks - 2), present, TELLING_DBM0, rises(blocks));
      for (float level : present) {
        if (level > AUDIBLE_DBM0) {
          audibleUntil = blocks;
          break;
        }
      }
      blocks++;
    }
  }

  /** Whether block {@code number} of the caller may hold an echo. */
  boolean echoPossible(long number) {
    return number - audibleUntil <= MAX_DELAY_BLOCKS + 2;
  }

  /** Levels of a block, its number counted from the beginning. */
  float[] levels(long number) {
    return levels[index(number)];
  }

  float[] rises(long number) {
    return rises[index(number)];
  }

  float riseEnergy(long number) {
    return riseEnergies[index(number)];
  }

  /** Blocks told so far. */
  long blocks() {
    return blocks;
  }

  private static int index(long number) {
    return (int) number & CAPACITY - 1;
  }
}
