package org.talkspurt.gateway.call;

import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.AudioSink;

/** Sends back what it hears, through the full decode and encode path. */
public final class EchoApplication extends SoundApplication {
  private final AudioSink sink;
  private boolean held;

  public EchoApplication(AudioSink sink, Runnable hangUp) {
    super(hangUp);
    this.sink = sink;
  }

  @Override
  public void onHold(boolean nowHeld, long nowNs) {
    held = nowHeld;
    sink.clear();
  }

  @Override
  public void onFrame(AudioFrame frame) {
    if (!held) {
      sink.offer(frame.samples());
    }
  }
}
