package org.talkspurt.dialog.settings;

import java.time.Duration;

/** Checks of settings. */
final class Expect {
  private Expect() {}

  /**
   * @throws IllegalArgumentException like {@code neutral: PT0.1S (expected: complete PT0.28S to 3
   *     s)} unless {@code holds}
   */
  static void expect(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  static boolean within(Duration value, long fromMs, long toMs) {
    return value.toMillis() >= fromMs && value.toMillis() <= toMs;
  }
}
