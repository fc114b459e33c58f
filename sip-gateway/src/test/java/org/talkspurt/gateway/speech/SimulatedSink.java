package org.talkspurt.gateway.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import org.talkspurt.rtp.audio.AudioSink;

/** Plays 20 ms at a tick and keeps the time. */
public final class SimulatedSink implements AudioSink {
  private static final int TICKS_PER_SECOND = 50;

  private final int sampleRateHz;
  private final Deque<short[]> queue = new ArrayDeque<>();
  private int headUsed;
  private int queued;
  private boolean paused;
  private long played;
  private long lastSentNs = Long.MIN_VALUE;

  public SimulatedSink(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
  }

  /** The sending half of a tick. Returns what is heard; empty: silence. */
  public short[] tick(long nowNs) {
    if (paused || queued == 0) {
      return new short[0];
    }
    lastSentNs = nowNs;
    short[] frame = new short[Math.min(sampleRateHz / TICKS_PER_SECOND, queued)];
    for (int filled = 0; filled < frame.length; ) {
      short[] head = queue.getFirst();
      int taken = Math.min(frame.length - filled, head.length - headUsed);
      System.arraycopy(head, headUsed, frame, filled, taken);
      headUsed += taken;
      filled += taken;
      if (headUsed == head.length) {
        queue.removeFirst();
        headUsed = 0;
      }
    }
    queued -= frame.length;
    played += frame.length;
    return frame;
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public boolean offer(short[] samples) {
    if (samples.length > 0) {
      queue.add(samples);
      queued += samples.length;
    }
    return true;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void clear() {
    queue.clear();
    headUsed = 0;
    queued = 0;
    paused = false;
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public int queuedSamples() {
    return queued;
  }

  @Override
  public long playedSamples() {
    return played;
  }

  @Override
  public long lastSentNs() {
    return lastSentNs;
  }
}
