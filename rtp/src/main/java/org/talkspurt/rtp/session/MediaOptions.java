package org.talkspurt.rtp.session;

import org.jspecify.annotations.Nullable;

/**
 * What offer and answer may agree on beyond address and codec.
 *
 * @param rtcpMux RTCP shares the RTP ports (RFC 5761)
 * @param voipMetrics the peer wants VoIP metrics in our reports (RFC 3611 §5)
 * @param comfortNoise the peer may send comfort noise as payload type 13 (RFC 3389)
 * @param sendComfortNoise as well we, instead of silence
 * @param telephoneEvents how keys are sent to the peer (RFC 4733); null: as tones
 * @param toneDigits whether keys are heard in the sound of a peer that has no telephone events
 */
public record MediaOptions(
    boolean rtcpMux,
    boolean voipMetrics,
    boolean comfortNoise,
    boolean sendComfortNoise,
    @Nullable EventFormat telephoneEvents,
    boolean toneDigits) {

  /** Nothing of it. */
  public static final MediaOptions NONE = new MediaOptions(false, false, false, false, null, false);

  /**
   * A payload format of telephone events.
   *
   * @param payloadType the peer's number, 0 to 127
   * @param clockRateHz unit of its durations
   */
  public record EventFormat(int payloadType, int clockRateHz) {

    /**
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public EventFormat {
      if (payloadType < 0 || payloadType > 127 || clockRateHz < 1000) {
        throw new IllegalArgumentException(
            "telephone events as " + payloadType + " at " + clockRateHz + " Hz");
      }
    }
  }
}
