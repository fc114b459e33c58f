package org.talkspurt.dialog;

import java.time.Duration;

/** Gathers keypad digits until enough, {@code #}, or a pause. */
final class DigitCollector {
  private static final String KEYS = "0123456789*#ABCD";

  /** Longer than any card or account number. */
  private static final int MOST_DIGITS = 32;

  private final long timeoutNs;
  private final StringBuilder digits = new StringBuilder();
  private long lastNs;

  DigitCollector(Duration timeout) {
    timeoutNs = timeout.toNanos();
  }

  static boolean isKey(char digit) {
    return KEYS.indexOf(digit) >= 0;
  }

  boolean collecting() {
    return !digits.isEmpty();
  }

  void add(char digit, long nowNs) {
    digits.append(digit);
    lastNs = nowNs;
  }

  /** Puts digits back in front that were taken too early. */
  void restore(String before) {
    digits.insert(0, before);
  }

  /**
   * @param expected how many there should be, 0 = unknown
   */
  boolean complete(int expected, long nowNs) {
    return collecting()
        && (digits.charAt(digits.length() - 1) == '#'
            || digits.length() >= (expected > 0 ? expected : MOST_DIGITS)
            || nowNs - lastNs >= timeoutNs);
  }

  /** The digits, without the {@code #} that ended them, and forgets them. */
  String take() {
    boolean terminated = digits.length() > 1 && digits.charAt(digits.length() - 1) == '#';
    String taken = digits.substring(0, digits.length() - (terminated ? 1 : 0));
    digits.setLength(0);
    return taken;
  }

  void clear() {
    digits.setLength(0);
  }

  /** The caller was away: the pause does not count. */
  void shift(long byNs) {
    lastNs += byNs;
  }
}
