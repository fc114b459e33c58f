package org.talkspurt.models.vad;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last 30 s of a call, 16 kHz: one thread appends, any number copy out without locks.
 *
 * <p>The writer announces what it is about to overwrite before it does so; a reader looks at that
 * announcement again after copying and gives up what may have been overwritten meanwhile.
 */
final class SampleHistory {

  private static final int CHUNK_SAMPLES = 1 << 14;
  private static final int CHUNKS = 30;

  /** Samples held, 30.7 s. */
  static final int CAPACITY_SAMPLES = CHUNK_SAMPLES * CHUNKS;

  /** Allocated when first reached: most calls are shorter than the history. */
  private final short[] @Nullable [] chunks = new short[CHUNKS][];

  private volatile long oldest;
  private volatile long end;

  /**
   * Appends samples; a gap before them is filled with zeros. Writer only.
   *
   * @param endPosition position after the last of {@code samples}
   */
  void append(short[] samples, long endPosition) {
    long newOldest = Math.max(oldest, endPosition - CAPACITY_SAMPLES);
    long begin = endPosition - samples.length;
    oldest = newOldest;
    VarHandle.storeStoreFence();
    for (long p = Math.max(end, newOldest); p < begin; ) {
      int length = (int) Math.min(begin - p, CHUNK_SAMPLES - offset(p));
      Arrays.fill(chunkToWrite(p), offset(p), offset(p) + length, (short) 0);
      p += length;
    }
    for (long p = begin; p < endPosition; ) {
      int length = (int) Math.min(endPosition - p, CHUNK_SAMPLES - offset(p));
      System.arraycopy(samples, (int) (p - begin), chunkToWrite(p), offset(p), length);
      p += length;
    }
    end = endPosition;
  }

  /** A copy of {@code from..to}, less what is gone or not there yet. Any thread. */
  short[] copy(long from, long to) {
    long last = Math.min(to, end);
    long first = Math.max(from, oldest);
    if (first >= last) {
      return new short[0];
    }
    short[] copy = new short[(int) (last - first)];
    for (long p = first; p < last; ) {
      int length = (int) Math.min(last - p, CHUNK_SAMPLES - offset(p));
      short[] chunk = requireNonNull(chunks[index(p)]);
      System.arraycopy(chunk, offset(p), copy, (int) (p - first), length);
      p += length;
    }
    VarHandle.loadLoadFence();
    int overwritten = Math.clamp(oldest - first, 0, copy.length);
    return overwritten == 0 ? copy : Arrays.copyOfRange(copy, overwritten, copy.length);
  }

  private short[] chunkToWrite(long position) {
    var chunk = chunks[index(position)];
    if (chunk == null) {
      chunk = new short[CHUNK_SAMPLES];
      chunks[index(position)] = chunk;
    }
    return chunk;
  }

  private static int index(long position) {
    return (int) (position / CHUNK_SAMPLES % CHUNKS);
  }

  private static int offset(long position) {
    return (int) (position % CHUNK_SAMPLES);
  }
}
