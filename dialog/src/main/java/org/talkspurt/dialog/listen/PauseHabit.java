package org.talkspurt.dialog.listen;

/**
 * How one caller pauses: how many pauses their turns hold. Somebody who has paused within a
 * sentence does so again.
 */
final class PauseHabit {
  /** 16 kHz samples: what is shorter is a breath, or a plosive. */
  private static final long SHORTEST = 250 * 16;

  /** What is expected of an unknown caller: one pause in two turns. */
  private static final double USUAL = 0.5;

  private static final double MOST_PATIENCE = -1;

  private int turns;
  private int pauses;

  /**
   * The caller went on.
   *
   * @param samples length of the silence, 16 kHz
   */
  void paused(long samples) {
    if (samples >= SHORTEST) {
      pauses++;
    }
  }

  /** The caller was taken for finished. */
  void finished() {
    turns++;
  }

  /** The turn that was taken for finished was not. */
  void wentOn() {
    turns = Math.max(0, turns - 1);
    pauses++;
  }

  /** Log-odds that the caller has finished, −1..0.5: above 0 for one who speaks without pauses. */
  double logOdds() {
    double perTurn = (pauses + USUAL) / (turns + 1);
    return Math.max(MOST_PATIENCE, USUAL - perTurn);
  }
}
