package org.talkspurt.rtp.jitter;

/** Converts between RTP timestamps, PCM samples and nanoseconds of one payload format. */
record RtpClock(int clockRateHz, int sampleRateHz) {

  private static final long SECOND_NS = 1_000_000_000;

  /** Without overflow for any timestamp that 32 bits and their wraps in a call make. */
  long ns(long ticks) {
    return ticks / clockRateHz * SECOND_NS + ticks % clockRateHz * SECOND_NS / clockRateHz;
  }

  long samples(long ticks) {
    return ticks * sampleRateHz / clockRateHz;
  }

  long ticks(long samples) {
    return samples * clockRateHz / sampleRateHz;
  }
}
