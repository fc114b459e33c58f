package org.talkspurt.gateway.faults;

import java.util.ArrayDeque;
import java.util.Deque;
import org.talkspurt.rtp.audio.AudioSink;

/** Plays 20 ms a tick and tells whether there was a sound in it. */
final class HeardSink implements AudioSink {
  private static final int AUDIBLE = 33;

  private final int sampleRateHz;
  private final Deque<short[]> queue = new ArrayDeque<>();
  private int used;
  private int queued;
  private boolean paused;
  private long played;
  private long lastSentNs = Long.MIN_VALUE;

  HeardSink(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
  }

  boolean tick(long nowNs) {
    if (paused || queued == 0) {
      return false;
    }
    lastSentNs = nowNs;
    boolean sound = false;
    for (int i = 0; i < sampleRateHz / 50 && queued > 0; i++) {
      short[] head = queue.getFirst();
      sound |= Math.abs(head[used++]) >= AUDIBLE;
      played++;
      queued--;
      if (used == head.length) {
        queue.removeFirst();
        used = 0;
      }
    }
    return sound;
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public boolean offer(short[] samples) {
    if (queued + samples.length > 10 * sampleRateHz) {
      return false;
    }
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
    used = 0;
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
