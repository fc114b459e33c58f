package org.talkspurt.gateway.caller.line;

import org.talkspurt.rtp.audio.AudioLevel;

/**
 * A packet of sound that came.
 *
 * @param atNs when
 * @param sequenceNumber 0 to 65535
 * @param pcm 8 kHz, not to be written to
 * @param audible whether it is louder than −50 dBm0
 */
public record Heard(long atNs, int sequenceNumber, short[] pcm, boolean audible) {

  public Heard(long atNs, int sequenceNumber, short[] pcm) {
    this(atNs, sequenceNumber, pcm, AudioLevel.dbm0(pcm, 0, pcm.length) > Sound.AUDIBLE_DBM0);
  }
}
