package org.talkspurt.rtp.jitter;

import java.util.Arrays;

/**
 * The sound around the present: at least 60 ms that have been played, and what is decoded to be
 * played next. Loss concealment looks at the past, time-scaling at both sides.
 */
final class PlayoutTrack {

  private final int historySamples;
  private final short[] samples;
  private int position;
  private int end;

  /**
   * @param historySamples played samples kept
   * @param aheadSamples room for decoded samples
   */
  PlayoutTrack(int historySamples, int aheadSamples) {
    this.historySamples = historySamples;
    // twice the history, so that it is not moved at every tick
    samples = new short[2 * historySamples + aheadSamples];
    position = historySamples;
    end = historySamples;
  }

  /** Samples decoded and not yet played. */
  int ahead() {
    return end - position;
  }

  int historySamples() {
    return historySamples;
  }

  /** The sample {@code offset} behind the next one to play; negative offsets were played. */
  short at(int offset) {
    return samples[position + offset];
  }

  void set(int offset, int value) {
    samples[position + offset] = (short) value;
  }

  /** Adds decoded samples behind what is ahead. */
  void append(short[] pcm, int offset, int count) {
    makeRoom(count);
    System.arraycopy(pcm, offset, samples, end, count);
    end += count;
  }

  /** Plays {@code count} samples, at most {@link #ahead()}. */
  void play(short[] out, int offset, int count) {
    System.arraycopy(samples, position, out, offset, count);
    position += count;
  }

  void appendZeros(int count) {
    extend(count);
    Arrays.fill(samples, end - count, end, (short) 0);
  }

  /** Room for {@code count} more samples ahead, of any value. */
  void extend(int count) {
    makeRoom(count);
    end += count;
  }

  /** Takes out {@code count} samples from {@link #at at(0)} on; the following move up. */
  void cut(int count) {
    System.arraycopy(samples, position + count, samples, position, ahead() - count);
    end -= count;
  }

  /** Repeats the last {@code count} played samples before what is ahead. */
  void repeat(int count) {
    makeRoom(count);
    System.arraycopy(samples, position - count, samples, position, ahead() + count);
    end += count;
  }

  /** Drops what is ahead. */
  void dropAhead() {
    end = position;
  }

  private void makeRoom(int count) {
    if (end + count > samples.length) {
      int from = position - historySamples;
      System.arraycopy(samples, from, samples, 0, end - from);
      position -= from;
      end -= from;
    }
  }
}
