package org.talkspurt.gateway.call;

import java.util.ArrayList;
import java.util.List;
import org.talkspurt.rtp.audio.AudioSink;

/** Keeps what is offered. */
public final class FakeSink implements AudioSink {
  public final List<short[]> offered = new ArrayList<>();
  private long played;

  /** All that was offered is heard. */
  public void play() {
    played += queuedSamples();
    offered.clear();
  }

  @Override
  public int sampleRateHz() {
    return 8_000;
  }

  @Override
  public boolean offer(short[] samples) {
    return offered.add(samples);
  }

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void clear() {
    offered.clear();
  }

  @Override
  public boolean paused() {
    return false;
  }

  @Override
  public int queuedSamples() {
    return offered.stream().mapToInt(samples -> samples.length).sum();
  }

  @Override
  public long playedSamples() {
    return played;
  }

  @Override
  public long lastSentNs() {
    return Long.MIN_VALUE;
  }
}
