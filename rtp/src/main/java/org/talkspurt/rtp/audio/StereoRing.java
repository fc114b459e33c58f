package org.talkspurt.rtp.audio;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue of a call's sound, both sides beside each other, from its home loop to one
 * reading thread: what the caller said left, what the bot said right, 20 ms a frame. Lock-free and
 * wait-free; allocates nothing after construction. While it is full, ticks are dropped; a frame
 * says of which tick it is, so that what is missing is known.
 *
 * <p>A tick's frame is handed on {@value SoundTap#LONGEST_AGO_TICKS} ticks later, when no packet
 * can reach back into it any more.
 */
public final class StereoRing implements SoundTap {

  private static final long TICK_NS = 20_000_000;
  private static final int TICKS_PER_SECOND = 50;

  private final int frames;
  private final int frameSamples;
  private final Runnable onDropped;

  /** Interleaved. */
  private final short[] samples;

  /** Of which tick each frame is. */
  private final long[] ticks;

  // Frames, counted from the first. The loop's own: opened and closed ones; shared: the others.
  private long opened;
  private long closed;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  private boolean begun;
  private long firstDeadlineNs;
  private long tick;

  /** Whether the present tick has a frame. */
  private boolean open;

  private volatile boolean ended;

  /**
   * @param frames how many wait at most, more than {@value SoundTap#LONGEST_AGO_TICKS}
   * @param onDropped runs on the loop for each tick that found no place
   */
  public StereoRing(int sampleRateHz, int frames, Runnable onDropped) {
    if (frames <= LONGEST_AGO_TICKS) {
      throw new IllegalArgumentException("frames: " + frames + ", expected > " + LONGEST_AGO_TICKS);
    }
    this.frames = frames;
    this.onDropped = onDropped;
    frameSamples = sampleRateHz / TICKS_PER_SECOND;
    samples = new short[frames * frameSamples * 2];
    ticks = new long[frames];
  }

  @Override
  public void onTick(long deadlineNs) {
    if (!begun) {
      begun = true;
      firstDeadlineNs = deadlineNs;
    }
    tick = (deadlineNs - firstDeadlineNs) / TICK_NS;
    closeUntil(tick - LONGEST_AGO_TICKS);
    open = opened - read.getAcquire() < frames;
    if (!open) {
      onDropped.run();
      return;
    }
    int slot = slot(opened++);
    ticks[slot] = tick;
    int from = slot * frameSamples * 2;
    Arrays.fill(samples, from, from + frameSamples * 2, (short) 0);
  }

  private void closeUntil(long last) {
    long before = closed;
    while (closed < opened && ticks[slot(closed)] <= last) {
      closed++;
    }
    if (closed > before) {
      written.setRelease(closed);
    }
  }

  @Override
  public void onReceived(short[] received) {
    if (open) {
      put(received, 0, slot(opened - 1), 0, 0, frameSamples);
    }
  }

  @Override
  public void onSent(short[] sent, int length, int agoSamples) {
    if (!begun) {
      return;
    }
    long first = (tick + 1) * frameSamples - agoSamples;
    int done = 0;
    while (done < length) {
      int within = (int) Math.floorMod(first + done, (long) frameSamples);
      int count = Math.min(length - done, frameSamples - within);
      int slot = openSlotOf(Math.floorDiv(first + done, (long) frameSamples));
      if (slot >= 0) {
        put(sent, done, slot, 1, within, count);
      }
      done += count;
    }
  }

  private void put(short[] from, int offset, int slot, int channel, int within, int count) {
    int at = (slot * frameSamples + within) * 2 + channel;
    for (int i = 0; i < count; i++) {
      samples[at + 2 * i] = from[offset + i];
    }
  }

  /** Negative for a tick that was dropped, or lies before the first. */
  private int openSlotOf(long wanted) {
    for (long frame = opened - 1; frame >= closed; frame--) {
      if (ticks[slot(frame)] == wanted) {
        return slot(frame);
      }
    }
    return -1;
  }

  private int slot(long frame) {
    return (int) (frame % frames);
  }

  /** Nothing follows. On the loop. */
  public void end() {
    closeUntil(tick);
    ended = true;
  }

  /**
   * Takes the next frame. For the reading thread only.
   *
   * @param frame receives {@link #frameSamples} of each side in turn
   * @return its tick, counted from the first; negative if there is none now
   */
  public long read(short[] frame) {
    long next = read.getPlain();
    if (next == written.getAcquire()) {
      return -1;
    }
    int slot = slot(next);
    System.arraycopy(samples, slot * frameSamples * 2, frame, 0, frameSamples * 2);
    long of = ticks[slot];
    read.setRelease(next + 1);
    return of;
  }

  /** Whether all was read that there ever will be. For the reading thread only. */
  public boolean isExhausted() {
    return ended && read.getPlain() == written.getAcquire();
  }

  /** Samples of one side in 20 ms. */
  public int frameSamples() {
    return frameSamples;
  }
}
