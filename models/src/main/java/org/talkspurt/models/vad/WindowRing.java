package org.talkspurt.models.vad;

import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.audio.SampleRing;

/**
 * Carries a call's 16 kHz samples from its home loop (the writer) to the lane (the reader), who
 * takes whole windows.
 *
 * <p>When the lane is so far behind that the ring is full, samples are skipped, yet positions stay
 * true: the writer fills the broken window with zeros, leaves a note of how many samples are
 * missing behind it, and goes on once the note before was read. So there is one note at most, and
 * windows always begin at multiples of their length in the ring.
 */
final class WindowRing {

  static final int WINDOW_SAMPLES = 512;

  private static final short[] ZEROS = new short[WINDOW_SAMPLES];

  /** More windows than the ring holds. */
  private static final int TIMES = 64;

  private record Gap(long at, long samples) {}

  private final SampleRing ring = new SampleRing();

  // The writer's.
  private long written;
  private long skipped;
  private long offered;

  // Written by the writer before the samples, read by the reader after it has seen them.
  private final long[] completedNs = new long[TIMES];
  private volatile @Nullable Gap gap;

  // The reader's.
  private long read;
  private long missed;
  private long windowCompletedNs;

  /**
   * Takes samples, or skips them all. Writer only.
   *
   * @return the number of samples skipped, 0 or {@code length}
   */
  int offer(short[] samples, int length, long nowNs) {
    offered += length;
    if (skipped > 0) {
      closeGap(length, nowNs);
    }
    if (skipped > 0 || free() < length) {
      skipped += length;
      return length;
    }
    append(samples, length, nowNs);
    return 0;
  }

  /** Samples offered, heard or not. Writer only. */
  long offered() {
    return offered;
  }

  /** Windows that the writer has completed. Writer only. */
  long completedWindows() {
    return written / WINDOW_SAMPLES;
  }

  private void closeGap(int length, long nowNs) {
    int broken = (int) (written % WINDOW_SAMPLES);
    int padding = broken == 0 ? 0 : WINDOW_SAMPLES - broken;
    if (gap == null && skipped >= padding && free() >= padding + length) {
      append(ZEROS, padding, nowNs);
      gap = new Gap(written, skipped - padding);
      skipped = 0;
    }
  }

  private int free() {
    return ring.capacitySamples() - ring.available();
  }

  private void append(short[] samples, int length, long nowNs) {
    long end = written + length;
    for (long w = completedWindows(); w < end / WINDOW_SAMPLES; w++) {
      completedNs[(int) (w % TIMES)] = nowNs;
    }
    ring.write(samples, 0, length);
    written = end;
  }

  /** Takes the next window if it is complete. Reader only. */
  boolean take(short[] window) {
    if (ring.available() < WINDOW_SAMPLES) {
      return false;
    }
    // After the samples were seen: the note is left before anything behind the gap is written.
    var note = gap;
    if (note != null && note.at == read) {
      missed += note.samples;
      gap = null;
    }
    windowCompletedNs = completedNs[(int) (read / WINDOW_SAMPLES % TIMES)];
    ring.read(window, 0, WINDOW_SAMPLES);
    read += WINDOW_SAMPLES;
    return true;
  }

  /** Position after the last sample of the window taken last. Reader only. */
  long endPosition() {
    return read + missed;
  }

  /** When the window taken last was completed by the writer. Reader only. */
  long windowCompletedNs() {
    return windowCompletedNs;
  }
}
