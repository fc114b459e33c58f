package org.talkspurt.rtp.codec;

/**
 * The 24-tap quadrature mirror filters that split 16 kHz into two bands of 8 kHz and join them
 * (ITU-T G.722 §3.1, 4.4). One instance serves one direction of one call.
 */
final class G722Filter {

  /**
   * Every second coefficient, 8192 times (table 11/G.722); the filter is symmetric, so that the
   * others are the same in reverse.
   */
  private static final int[] EVEN = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

  private static final int TAPS = 24;
  private static final int BLOCK_PAIRS = 160;

  /** The last 22 values of the former block, then the present one's. */
  private final int[] line = new int[TAPS - 2 + 2 * BLOCK_PAIRS];

  /** Pairs taken since the line's beginning. */
  private int pairs;

  /** Sum over every second value: the first of each pair. */
  private int first;

  private int second;

  /** Takes two samples; {@link #lower} and {@link #higher} are their bands then. */
  void split(int sample, int nextSample) {
    add(sample, nextSample);
  }

  int lower() {
    return (second + first) >> 14;
  }

  int higher() {
    return (second - first) >> 14;
  }

  /** Takes a sample of each band; {@link #earlier} and {@link #later} are the sound then. */
  void join(int lower, int higher) {
    add(lower + higher, lower - higher);
  }

  short earlier() {
    return saturated(second >> 11);
  }

  short later() {
    return saturated(first >> 11);
  }

  private void add(int a, int b) {
    if (pairs == BLOCK_PAIRS) {
      System.arraycopy(line, 2 * BLOCK_PAIRS, line, 0, TAPS - 2);
      pairs = 0;
    }
    int start = 2 * pairs++;
    line[start + TAPS - 2] = a;
    line[start + TAPS - 1] = b;
    int sumOfFirst = 0;
    int sumOfSecond = 0;
    for (int i = 0; i < EVEN.length; i++) {
      sumOfFirst += EVEN[i] * line[start + 2 * i];
      sumOfSecond += EVEN[EVEN.length - 1 - i] * line[start + 2 * i + 1];
    }
    first = sumOfFirst;
    second = sumOfSecond;
  }

  private static short saturated(int value) {
    return (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
