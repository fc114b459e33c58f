package org.talkspurt.it;

import java.io.IOException;

/** Waits for what comes about by itself. */
final class Await {
  private Await() {}

  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits until {@code condition} holds.
   *
   * @return how long that took, ms
   * @throws IOException if it does not within so many seconds
   */
  static long until(String what, int seconds, Condition condition) throws Exception {
    long beginNs = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - beginNs > seconds * 1_000_000_000L) {
        throw new IOException("not " + what + " within " + seconds + " s");
      }
      WireCaller.pause(20);
    }
    return (System.nanoTime() - beginNs) / 1_000_000;
  }

  interface Action {
    void run() throws Exception;
  }

  /** How long it takes, ms. */
  static long took(Action action) throws Exception {
    long beginNs = System.nanoTime();
    action.run();
    return (System.nanoTime() - beginNs) / 1_000_000;
  }
}
