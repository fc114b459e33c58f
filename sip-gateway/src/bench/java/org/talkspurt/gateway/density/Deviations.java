package org.talkspurt.gateway.density;

/** How far intervals are from 20 ms, in classes of 1 µs up to 100 ms. One thread writes. */
final class Deviations {
  private static final long INTERVAL_NS = 20_000_000;

  /** A place for what nobody asks for. */
  static final Deviations NONE = new Deviations();

  private final int[] classes = new int[100_000];
  private int count;

  void add(long intervalNs) {
    long us = Math.abs(intervalNs - INTERVAL_NS) / 1_000;
    classes[(int) Math.min(us, classes.length - 1)]++;
    count++;
  }

  /** The deviation in ms that {@code share} of the intervals do not exceed. */
  double quantileMs(double share) {
    long below = 0;
    for (int us = 0; us < classes.length; us++) {
      below += classes[us];
      if (below >= share * count) {
        return us / 1e3;
      }
    }
    return classes.length / 1e3;
  }
}
