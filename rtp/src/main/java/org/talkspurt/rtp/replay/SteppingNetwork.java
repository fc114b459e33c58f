package org.talkspurt.rtp.replay;

import java.util.Random;

/** The route changes now and then: from one packet to the next all take a longer or shorter way. */
final class SteppingNetwork implements Network {

  private static final double CHANCE = 1 / 150.0;
  private static final double LONGEST_MS = 80;
  private static final double JITTER_MS = 5;

  private final Random random;
  private double routeMs;

  SteppingNetwork(Random random) {
    this.random = random;
  }

  @Override
  public double delayMs(int n) {
    boolean changes = random.nextDouble() < CHANCE;
    double otherMs = LONGEST_MS * random.nextDouble();
    if (changes) {
      routeMs = otherMs;
    }
    return routeMs + JITTER_MS * random.nextDouble();
  }
}
