package org.talkspurt.dialog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.talkspurt.rtp.audio.AudioSink;

/** An 8 kHz sink that notes which marks were sent when; see {@link FakeSynthesizer}. */
final class FakeSink implements AudioSink {
  static final int RATE = 8_000;
  private static final int FRAME = RATE / 50;

  /** A run of equal samples that was sent without another sound in between. */
  record Sent(short mark, double fromMs, double toMs, int samples) {}

  private final ManualTime time;
  private final Deque<short[]> queue = new ArrayDeque<>();
  private int capacity = 10 * RATE;
  private int headUsed;
  private int queued;
  private boolean paused;
  private long played;
  private long lastSentNs = Long.MIN_VALUE;
  final List<Sent> sent = new ArrayList<>();
  int offers;
  int refusals;

  FakeSink(ManualTime time) {
    this.time = time;
  }

  void capacityMs(int ms) {
    capacity = ms * RATE / 1_000;
  }

  /** The sending half of a tick. */
  void tick() {
    if (paused || queued == 0) {
      return;
    }
    lastSentNs = time.nowNs() + 200_000;
    for (int i = 0; i < FRAME && queued > 0; i++) {
      short[] head = queue.getFirst();
      note(head[headUsed++]);
      played++;
      queued--;
      if (headUsed == head.length) {
        queue.removeFirst();
        headUsed = 0;
      }
    }
  }

  private void note(short mark) {
    if (mark == 0) {
      return;
    }
    double ms = ManualTime.ms(lastSentNs);
    if (!sent.isEmpty() && sent.getLast().mark == mark) {
      Sent run = sent.removeLast();
      sent.add(new Sent(mark, run.fromMs, ms, run.samples + 1));
    } else {
      sent.add(new Sent(mark, ms, ms, 1));
    }
  }

  @Override
  public int sampleRateHz() {
    return RATE;
  }

  @Override
  public boolean offer(short[] samples) {
    if (queued + samples.length > capacity) {
      refusals++;
      return false;
    }
    offers++;
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
