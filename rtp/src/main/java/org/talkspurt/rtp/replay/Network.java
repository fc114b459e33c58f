package org.talkspurt.rtp.replay;

import java.util.Random;

/** What becomes of each packet; asked once for each, in order. */
@FunctionalInterface
interface Network {

  /** The packet does not arrive. */
  double LOST = Double.NaN;

  /** Delay of packet {@code n} against the usual least, in ms, or {@link #LOST}. */
  double delayMs(int n);

  /** Delays spread evenly from 0 to {@code mostMs}. */
  static Network spread(double mostMs, Random random) {
    return _ -> mostMs * random.nextDouble();
  }

  /** A share of the packets comes {@code leastMs} to {@code mostMs} later than the others. */
  static Network straggling(double share, double leastMs, double mostMs, Random random) {
    return _ -> {
      boolean straggles = random.nextDouble() < share;
      double late = leastMs + (mostMs - leastMs) * random.nextDouble();
      return straggles ? late : 0;
    };
  }

  /** The sender's packets are {@code ppm} millionths of their length too long, or too short. */
  static Network drifting(double ppm, double spreadMs, Random random) {
    return n -> 20e-6 * ppm * n + spreadMs * random.nextDouble();
  }

  /** The same network, which also loses packets. */
  default Network losing(Losses losses) {
    return n -> {
      double delayMs = delayMs(n);
      return losses.nextIsLost() ? LOST : delayMs;
    };
  }
}
