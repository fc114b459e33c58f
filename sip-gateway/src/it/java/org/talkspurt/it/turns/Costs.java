package org.talkspurt.it.turns;

/**
 * What work is charged on the simulated clock, so that two runs print the same: what it took on two
 * cores with nothing else to do.
 *
 * @param jitterBufferMs from a packet's arrival to its playout: the jitter buffer's least delay
 * @param voiceActivityMs of a window, with the way to the lane and back
 * @param decodeMs of an utterance, and {@code decodeMsPerSecond} of its length
 * @param turnMs of a judgement by the turn model
 * @param brainMs of an answer from the bank
 */
record Costs(
    double jitterBufferMs,
    double voiceActivityMs,
    double decodeMs,
    double decodeMsPerSecond,
    double turnMs,
    double brainMs) {

  static final Costs MEASURED = new Costs(5, 1, 15, 14, 35, 3);

  static long ns(double ms) {
    return Math.round(ms * 1e6);
  }
}
