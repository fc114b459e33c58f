package org.talkspurt.rtp.replay;

import java.util.Arrays;

/** From the moment a sample was spoken to the one it is heard, once per tick. */
final class SendToPlayDelay {

  private long[] delaysNs = new long[1024];
  private int count;

  void add(long delayNs) {
    if (count == delaysNs.length) {
      delaysNs = Arrays.copyOf(delaysNs, 2 * count);
    }
    delaysNs[count++] = delayNs;
  }

  /** 0 when nothing was played. */
  double meanMs() {
    return Arrays.stream(delaysNs, 0, count).average().orElse(0) / 1e6;
  }

  /** The delay that 95 % do not exceed; 0 when nothing was played. */
  double p95Ms() {
    long[] sorted = Arrays.copyOf(delaysNs, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[(int) (count * 95L / 100)] / 1e6;
  }
}
