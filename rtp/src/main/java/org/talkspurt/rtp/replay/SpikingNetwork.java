package org.talkspurt.rtp.replay;

import java.util.Random;

/** Now and then all packets are held back for a moment and then come at once, in order. */
final class SpikingNetwork implements Network {

  private static final double CHANCE = 1 / 150.0;
  private static final double LEAST_MS = 80;
  private static final double MOST_MS = 250;
  private static final double JITTER_MS = 5;

  private final Random random;

  /** When the last packet came, or may come, from the beginning of the sound. */
  private double openMs;

  SpikingNetwork(Random random) {
    this.random = random;
  }

  @Override
  public double delayMs(int n) {
    double sentMs = 20.0 * n;
    boolean stops = random.nextDouble() < CHANCE;
    double stillMs = LEAST_MS + (MOST_MS - LEAST_MS) * random.nextDouble();
    double jitterMs = JITTER_MS * random.nextDouble();
    if (stops) {
      openMs = Math.max(openMs, sentMs + stillMs);
    }
    openMs = Math.max(openMs, sentMs + jitterMs);
    return openMs - sentMs;
  }
}
