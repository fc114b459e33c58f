package org.talkspurt.rtp.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A bounded queue of samples from one writing thread to one reading thread: a call's home loop
 * hands the caller's sound to an inference lane. Lock-free and wait-free; allocates nothing after
 * construction. What does not fit is refused whole, for the writer to count.
 *
 * <p>Each side owns its index, publishes it with release and reads the other's with acquire, after
 * looking at a private copy of it first. The two sides' numbers stand in cache lines of their own.
 */
public final class SampleRing {

  /** Two seconds at 16 kHz. */
  public static final int DEFAULT_CAPACITY_SAMPLES = 32_000;

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  // Places in the array of indices. 16 longs are two cache lines: processors fetch them in pairs.
  private static final int WRITTEN = 16;
  private static final int READ_AS_WRITER_SAW = 17;
  private static final int READ = 32;
  private static final int WRITTEN_AS_READER_SAW = 33;

  private final short[] samples;
  private final long[] indices = new long[48];

  public SampleRing() {
    this(DEFAULT_CAPACITY_SAMPLES);
  }

  /**
   * @param capacitySamples at least 1
   */
  public SampleRing(int capacitySamples) {
    if (capacitySamples < 1) {
      throw new IllegalArgumentException("capacitySamples: " + capacitySamples + ", expected >= 1");
    }
    samples = new short[capacitySamples];
  }

  /**
   * Appends {@code length} samples, all or none. For the writing thread only.
   *
   * @return false when they do not fit: nothing was written
   */
  public boolean write(short[] source, int offset, int length) {
    long written = indices[WRITTEN];
    if (written + length - indices[READ_AS_WRITER_SAW] > samples.length) {
      indices[READ_AS_WRITER_SAW] = acquire(READ);
      if (written + length - indices[READ_AS_WRITER_SAW] > samples.length) {
        return false;
      }
    }
    int start = (int) (written % samples.length);
    int first = Math.min(length, samples.length - start);
    System.arraycopy(source, offset, samples, start, first);
    System.arraycopy(source, offset + first, samples, 0, length - first);
    LONGS.setRelease(indices, WRITTEN, written + length);
    return true;
  }

  /**
   * Takes up to {@code length} samples. For the reading thread only.
   *
   * @return samples taken, 0 when there are none
   */
  public int read(short[] destination, int offset, int length) {
    long read = indices[READ];
    if (indices[WRITTEN_AS_READER_SAW] - read < length) {
      indices[WRITTEN_AS_READER_SAW] = acquire(WRITTEN);
    }
    int taken = (int) Math.min(length, indices[WRITTEN_AS_READER_SAW] - read);
    int start = (int) (read % samples.length);
    int first = Math.min(taken, samples.length - start);
    System.arraycopy(samples, start, destination, offset, first);
    System.arraycopy(samples, 0, destination, offset + first, taken - first);
    LONGS.setRelease(indices, READ, read + taken);
    return taken;
  }

  /** Samples to read: at least so many for the reader, at most so many for the writer. */
  public int available() {
    // the reader's index first: read the other way round it could overtake the writer's
    long read = acquire(READ);
    long written = acquire(WRITTEN);
    return (int) Math.min(written - read, samples.length);
  }

  /** Samples ever accepted by {@link #write}. */
  public long written() {
    return acquire(WRITTEN);
  }

  public int capacitySamples() {
    return samples.length;
  }

  private long acquire(int place) {
    return (long) LONGS.getAcquire(indices, place);
  }
}
