package org.talkspurt.gateway.call;

import java.time.Instant;
import org.talkspurt.rtp.audio.SoundTap;

/** Records calls' sound. Called on their home loops; must not block. */
@FunctionalInterface
public interface CallRecorder {

  /**
   * Begins a recording.
   *
   * @param callId ours, random
   * @param sampleRateHz of both sides, 8000 or 16000
   */
  Recording begin(String callId, Instant startedAt, int sampleRateHz);

  /** A call's recording. */
  interface Recording {

    /** The name of its file, which appears once it has ended. */
    String name();

    /** Takes the sound. */
    SoundTap tap();

    /** Nothing follows. Idempotent. */
    void end();
  }
}
