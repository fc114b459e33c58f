package org.talkspurt.models.onnx;

/**
 * How urgent a lane's task is, the most urgent first, and what becomes of it when the lane is
 * behind: under pressure speculation goes first, then partial transcripts; what a caller is waiting
 * for is never dropped.
 */
public enum Priority {
  /** Recognition of a finished utterance: the caller waits for the answer. */
  FINAL_DECODE(Double.POSITIVE_INFINITY),
  /** The answer itself. */
  ANSWER(Double.POSITIVE_INFINITY),
  /** The sound of a clause. */
  CLAUSE(Double.POSITIVE_INFINITY),
  /** Whether a caller sounds finished: the words tell as well. */
  TURN(1),
  /** Recognition of a growing utterance: the next one makes up for a dropped one. */
  PARTIAL_DECODE(1),
  /** Work for a turn that may not come. */
  SPECULATION(0.5);

  private final double share;

  Priority(double share) {
    this.share = share;
  }

  /** Whether nobody is left without an answer when it is not done. */
  boolean isDroppable() {
    return share < Double.POSITIVE_INFINITY;
  }

  /** Whether a lane of that many places takes one more task when so many are waiting. */
  boolean admits(int waiting, int capacity) {
    return waiting < share * capacity;
  }
}
