package org.talkspurt.it.turns;

import java.util.ArrayDeque;
import java.util.Deque;
import org.talkspurt.rtp.audio.AudioSink;

/** Plays 20 ms at a tick and keeps the time. */
public final class SimulatedSink implements AudioSink {
  private static final int FRAME = 160;

  private final Deque<short[]> queue = new ArrayDeque<>();
  private int headUsed;
  private int queued;
  private boolean paused;
  private long played;
  private long lastSentNs = Long.MIN_VALUE;

  /** The sending half of a tick. Returns the first sample that is heard; 0: silence. */
  public short tick(long nowNs) {
    if (paused || queued == 0) {
      return 0;
    }
    lastSentNs = nowNs;
    short first = queue.getFirst()[headUsed];
    for (int left = FRAME; left > 0 && queued > 0; ) {
      int taken = Math.min(left, queue.getFirst().length - headUsed);
      headUsed += taken;
      left -= taken;
      queued -= taken;
      played += taken;
      if (headUsed == queue.getFirst().length) {
        queue.removeFirst();
        headUsed = 0;
      }
    }
    return first;
  }

  @Override
  public int sampleRateHz() {
    return 8_000;
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
