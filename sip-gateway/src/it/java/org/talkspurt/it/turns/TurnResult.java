package org.talkspurt.it.turns;

/**
 * How a case went.
 *
 * @param latencyMs from the packet with the last sound to the bot's first, negative if it came
 *     before; NaN if none came
 * @param talkedOverMs how far into the pause the bot began to speak; NaN if it waited
 * @param discarded answers prepared for nothing
 * @param transcript what was understood
 * @param evidence why the caller counted as having finished
 */
record TurnResult(
    TurnCase of,
    double latencyMs,
    double talkedOverMs,
    int discarded,
    String transcript,
    String evidence) {

  boolean talkedOver() {
    return !Double.isNaN(talkedOverMs);
  }

  @Override
  public String toString() {
    return "%-52s end %5d ms  answered %+6.0f ms  %-12s  %s  \"%s\""
        .formatted(
            of,
            of.endMs(),
            latencyMs,
            talkedOver() ? "OVER %+.0f".formatted(talkedOverMs) : "",
            evidence,
            transcript);
  }
}
