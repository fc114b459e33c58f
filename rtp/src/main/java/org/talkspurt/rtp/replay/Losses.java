package org.talkspurt.rtp.replay;

import java.util.Random;

/** Which packets a network loses. */
@FunctionalInterface
interface Losses {

  /** Whether the next packet is lost. */
  boolean nextIsLost();

  /**
   * The chain of two states of Gilbert (1960): in the good one all packets come, in the bad one
   * none.
   *
   * @param ratio share that is lost
   * @param run mean length of a run of losses, packets
   */
  static Losses gilbert(double ratio, double run, Random random) {
    double toBad = ratio / ((1 - ratio) * run);
    double toGood = 1 / run;
    return new Losses() {
      private boolean bad;

      @Override
      public boolean nextIsLost() {
        boolean changes = random.nextDouble() < (bad ? toGood : toBad);
        bad ^= changes;
        return bad;
      }
    };
  }

  /**
   * {@code length} packets in a row, beginning with any packet at a chance of 1 in {@code every}.
   */
  static Losses bursts(int length, int every, Random random) {
    return new Losses() {
      private int left;

      @Override
      public boolean nextIsLost() {
        boolean begins = random.nextInt(every) == 0;
        if (left == 0 && begins) {
          left = length;
        }
        boolean lost = left > 0;
        left = Math.max(0, left - 1);
        return lost;
      }
    };
  }
}
