package org.talkspurt.rtp.session;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.talkspurt.rtp.audio.AudioSink;

/**
 * What is going to be said: a bounded queue of PCM from which the sender takes a packet's worth at
 * a time.
 *
 * <p>Stopping never clicks: {@link #pause} and {@link #clear} add a copy of the next {@value
 * #FADE_MS} ms, fading to zero, to the next frame. The copy leaves the queue as it was, so that
 * {@link #resume} loses nothing.
 */
final class OutboundAudio implements AudioSink {

  static final int FADE_MS = 5;
  static final int CAPACITY_SECONDS = 60;

  private final int sampleRateHz;
  private final int capacitySamples;
  private final ArrayDeque<short[]> queue = new ArrayDeque<>();

  /** Samples of the queue's head that were taken already. */
  private int headTaken;

  private int queuedSamples;
  private long playedSamples;
  private long lastSentNs = Long.MIN_VALUE;
  private boolean paused;

  /** Whether the last frame ended with offered audio: something to fade. */
  private boolean sounding;

  private final short[] tail;
  private int tailSamples;
  private int fadeInDone;

  OutboundAudio(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
    this.capacitySamples = CAPACITY_SECONDS * sampleRateHz;
    this.tail = new short[sampleRateHz * FADE_MS / 1000];
    this.fadeInDone = tail.length;
  }

  /**
   * Takes the next {@code samples} samples: queued audio, then silence.
   *
   * @param out receives them from index 0; at least {@value #FADE_MS} ms
   * @return whether the frame holds offered audio
   */
  boolean takeFrame(short[] out, int samples) {
    int taken = paused ? 0 : takeQueued(out, samples);
    Arrays.fill(out, taken, samples, (short) 0);
    boolean fading = tailSamples > 0;
    for (int i = 0; i < tailSamples; i++) {
      out[i] = saturated(out[i] + tail[i]);
    }
    tailSamples = 0;
    sounding = taken == samples;
    return taken > 0 || fading;
  }

  private int takeQueued(short[] out, int samples) {
    int taken = 0;
    while (taken < samples && !queue.isEmpty()) {
      short[] head = queue.element();
      int n = Math.min(samples - taken, head.length - headTaken);
      System.arraycopy(head, headTaken, out, taken, n);
      taken += n;
      headTaken += n;
      if (headTaken == head.length) {
        queue.remove();
        headTaken = 0;
      }
    }
    for (int i = 0; i < taken && fadeInDone < tail.length; i++, fadeInDone++) {
      out[i] = (short) (out[i] * fadeInDone / tail.length);
    }
    queuedSamples -= taken;
    playedSamples += taken;
    return taken;
  }

  /** The packet with the frame taken last, which held offered audio, went to the socket. */
  void markSent(long nowNs) {
    lastSentNs = nowNs;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Full is {@value #CAPACITY_SECONDS} s. An array is taken whole or not at all, so the queue
   * may exceed that by the length of the last array.
   */
  @Override
  public boolean offer(short[] samples) {
    if (queuedSamples >= capacitySamples) {
      return false;
    }
    if (samples.length > 0) {
      queue.add(samples);
      queuedSamples += samples.length;
    }
    return true;
  }

  @Override
  public void pause() {
    if (!paused) {
      paused = true;
      fadeOut();
    }
  }

  @Override
  public void resume() {
    if (!paused) {
      return;
    }
    paused = false;
    if (tailSamples > 0) {
      tailSamples = 0; // paused and resumed between two frames: as if nothing had happened
      sounding = true;
    } else {
      fadeInDone = 0;
    }
  }

  @Override
  public void clear() {
    if (!paused) {
      fadeOut();
    }
    queue.clear();
    headTaken = 0;
    queuedSamples = 0;
    paused = false;
    fadeInDone = tail.length;
  }

  private void fadeOut() {
    if (!sounding) {
      return;
    }
    sounding = false;
    int length = Math.min(tail.length, queuedSamples);
    int copied = 0;
    int skip = headTaken;
    for (short[] samples : queue) {
      int n = Math.min(length - copied, samples.length - skip);
      System.arraycopy(samples, skip, tail, copied, n);
      copied += n;
      skip = 0;
      if (copied == length) {
        break;
      }
    }
    for (int i = 0; i < length; i++) {
      tail[i] = (short) (tail[i] * (length - i) / (length + 1));
    }
    tailSamples = length;
  }

  private static short saturated(int sample) {
    return (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public boolean paused() {
    return paused;
  }

  @Override
  public int queuedSamples() {
    return queuedSamples;
  }

  @Override
  public long playedSamples() {
    return playedSamples;
  }

  @Override
  public long lastSentNs() {
    return lastSentNs;
  }
}
