package org.talkspurt.gateway.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.talkspurt.rtp.audio.SoundTap;
import org.talkspurt.rtp.audio.StereoRing;

/** Remembers what it was to record. */
final class FakeRecorder implements CallRecorder {
  final List<FakeRecording> begun = new ArrayList<>();

  @Override
  public Recording begin(String callId, Instant startedAt, int sampleRateHz) {
    FakeRecording recording = new FakeRecording(callId + " " + startedAt, sampleRateHz);
    begun.add(recording);
    return recording;
  }

  static final class FakeRecording implements Recording {
    private final String name;
    private final SoundTap tap;
    boolean ended;

    private FakeRecording(String name, int sampleRateHz) {
      this.name = name;
      tap = new StereoRing(sampleRateHz, 5, () -> {});
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public SoundTap tap() {
      return tap;
    }

    @Override
    public void end() {
      ended = true;
    }
  }
}
