package org.talkspurt.dialog;

/** When the last seconds of caller sound arrived and were played, by position. Fixed memory. */
final class FrameTimes {
  /** 5 s of 20 ms frames: longer than the longest silence that ends a turn. */
  private static final int FRAMES = 256;

  private final long[] endPosition = new long[FRAMES];
  private final long[] arrivalNs = new long[FRAMES];
  private final long[] playoutNs = new long[FRAMES];
  private long count;

  /** The next frame ends before {@code endPosition}. */
  void add(long endPosition, long arrivalNs, long playoutNs) {
    int slot = (int) (count++ % FRAMES);
    this.endPosition[slot] = endPosition;
    this.arrivalNs[slot] = arrivalNs;
    this.playoutNs[slot] = playoutNs;
  }

  /** When the packet with the sample at {@code position} reached the socket. */
  long arrivalNs(long position) {
    return arrivalNs[slotOf(position)];
  }

  /** The tick that played the sample at {@code position}. */
  long playoutNs(long position) {
    return playoutNs[slotOf(position)];
  }

  /** The frame that holds {@code position}, else the nearest that is known. */
  private int slotOf(long position) {
    long oldest = Math.max(0, count - FRAMES);
    long frame = Math.max(0, count - 1);
    while (frame > oldest && endPosition[(int) ((frame - 1) % FRAMES)] > position) {
      frame--;
    }
    return (int) (frame % FRAMES);
  }
}
