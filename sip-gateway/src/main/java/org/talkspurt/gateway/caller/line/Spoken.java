package org.talkspurt.gateway.caller.line;

/** A sound that is being sent or has been. Written by the sender, read by others. */
public final class Spoken {

  private static final long NS_PER_SAMPLE = 1_000_000_000 / Sound.RATE_HZ;

  private final Sound sound;
  private volatile long startedNs;
  private volatile long firstSpeechNs;
  private volatile long lastSpeechNs;
  private volatile boolean done;

  public Spoken(Sound sound) {
    this.sound = sound;
  }

  public Sound sound() {
    return sound;
  }

  /**
   * The packet with the samples from {@code from} to {@code to} went out.
   *
   * @param nowNs when
   */
  public void sent(int from, int to, long nowNs) {
    if (from == 0) {
      startedNs = nowNs;
    }
    if (sound.speechStart() >= from && sound.speechStart() < to) {
      firstSpeechNs = nowNs;
    }
    if (sound.speechEnd() > from && sound.speechEnd() <= to) {
      lastSpeechNs = nowNs;
    }
    done = to >= sound.pcm().length;
  }

  /** When the packet went out with the first sample; 0 before. */
  public long startedNs() {
    return startedNs;
  }

  /** When the packet went out with the first sample of speech; 0 before. */
  public long firstSpeechNs() {
    return firstSpeechNs;
  }

  /** When the packet went out with the last sample of speech; 0 before. */
  public long lastSpeechNs() {
    return lastSpeechNs;
  }

  /** When a sample went out, as the clock of the packets has it. */
  public long sentNs(int sample) {
    return startedNs + sample * NS_PER_SAMPLE;
  }

  /** Whether all of it went out. */
  public boolean done() {
    return done;
  }
}
