package org.talkspurt.gateway.call;

import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.AudioLevel;
import org.talkspurt.rtp.audio.AudioSink;

/** A steady 1 kHz tone at −10 dBm0, as milliwatt lines give it. */
public final class ToneApplication extends SoundApplication {
  private static final double FREQUENCY_HZ = 1_000;

  private static final double AMPLITUDE = Math.sqrt(2) * AudioLevel.rmsOfDbm0(-10);

  private final AudioSink sink;
  private final short[] period;

  public ToneApplication(AudioSink sink, Runnable hangUp) {
    super(hangUp);
    this.sink = sink;
    // 20 ms hold a whole number of periods at every rate, so that frames join without a step.
    period = new short[sink.sampleRateHz() / 50];
    for (int i = 0; i < period.length; i++) {
      period[i] =
          (short)
              Math.round(
                  AMPLITUDE * Math.sin(2 * Math.PI * FREQUENCY_HZ * i / sink.sampleRateHz()));
    }
  }

  @Override
  public void onFrame(AudioFrame frame) {
    if (sink.queuedSamples() < 2 * period.length) {
      sink.offer(period.clone());
    }
  }
}
