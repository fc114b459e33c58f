package org.talkspurt.rtp.session;

import java.util.ArrayDeque;
import org.talkspurt.rtp.dtmf.DualTone;
import org.talkspurt.rtp.packet.TelephoneEvent;

/**
 * Keys on their way to the peer, one after the other, as telephone events (RFC 4733 §2.5.1) or as
 * tones. While they last they replace what is said, which waits.
 *
 * <p>An event's packets share the timestamp of its beginning; its duration grows with each. The
 * last one comes three times, since its loss would leave the key pressed.
 */
public final class DigitSender {

  static final int CAPACITY = 64;
  static final int KEY_MS = 120;
  static final int PAUSE_MS = 80;
  private static final int END_PACKETS = 3;

  /** Power of an event's tone, -dBm0. */
  private static final int VOLUME = 8;

  private final ArrayDeque<Character> waiting = new ArrayDeque<>();
  private final DualTone tone;
  private final int pressSamples;

  private boolean active;
  private char key;
  private int elapsedMs;
  private int durationMs;
  private int endsSent;
  private int toneSamples;
  private long eventTimestamp;

  /** One that has nothing to send; the rate is that of its tones. */
  public DigitSender(int sampleRateHz) {
    tone = new DualTone(sampleRateHz, KEY_MS);
    pressSamples = sampleRateHz / 1000 * (KEY_MS + PAUSE_MS);
  }

  /**
   * Queues keys.
   *
   * @return false if there is no room for all of them; none is queued then
   * @throws IllegalArgumentException if one is none of {@code 0-9 * # A-D}
   */
  public boolean offer(String keys) {
    if (!keys.chars().allMatch(wanted -> TelephoneEvent.eventOf((char) wanted) >= 0)) {
      throw new IllegalArgumentException("expected: 0-9, *, #, A-D");
    }
    if (keys.length() > CAPACITY - waiting.size()) {
      return false;
    }
    keys.chars().forEach(wanted -> waiting.add(Character.toUpperCase((char) wanted)));
    if (!active) {
      nextKey();
    }
    return true;
  }

  /** Whether a key is being sent, or the pause after it. */
  public boolean active() {
    return active;
  }

  private void nextKey() {
    Character next = waiting.poll();
    active = next != null;
    elapsedMs = 0;
    endsSent = 0;
    toneSamples = 0;
    if (next != null) {
      key = next;
      tone.begin(next);
    }
  }

  /** Whether {@link #writeEvent} is about to begin an event. */
  public boolean begins() {
    return elapsedMs == 0;
  }

  /**
   * Writes what stands for the next packet's worth of sound.
   *
   * @param clockRateHz of the events
   * @param timestamp RTP timestamp of the packet's worth
   * @return bytes written; 0 for a pause, in which nothing is sent
   */
  public int writeEvent(int packetTimeMs, int clockRateHz, long timestamp, byte[] payload) {
    if (begins()) {
      eventTimestamp = timestamp;
    }
    elapsedMs += packetTimeMs;
    if (endsSent == 0) {
      durationMs = elapsedMs;
    }
    boolean pausing = endsSent == END_PACKETS;
    if (durationMs >= KEY_MS && !pausing) {
      endsSent++;
    }
    int length = pausing ? 0 : event(clockRateHz).write(payload, 0);
    if (endsSent == END_PACKETS && elapsedMs - durationMs >= PAUSE_MS) {
      nextKey();
    }
    return length;
  }

  private TelephoneEvent event(int clockRateHz) {
    int duration = (int) Math.min(0xFFFF, (long) durationMs * clockRateHz / 1000);
    return new TelephoneEvent(TelephoneEvent.eventOf(key), endsSent > 0, VOLUME, duration);
  }

  /** Timestamp of the event that {@link #writeEvent} wrote. */
  public long eventTimestamp() {
    return eventTimestamp;
  }

  /** Makes the next samples of tones and pauses. */
  void writeTone(short[] pcm, int samples) {
    for (int i = 0; i < samples; i++) {
      pcm[i] = active ? tone.next() : 0;
      toneSamples++;
      if (active && toneSamples >= pressSamples) {
        nextKey();
      }
    }
  }
}
