package org.talkspurt.gateway.sdp;

import java.util.OptionalInt;

/**
 * What was agreed on beyond address and codec.
 *
 * @param rtcpMux RTCP shares the RTP ports (RFC 5761)
 * @param reducedSizeRtcp the peer's RTCP need not be compound (RFC 5506)
 * @param voipMetrics the peer wants VoIP metrics in our reports (RFC 3611 §5)
 * @param comfortNoise both may send comfort noise as payload type 13 (RFC 3389)
 * @param sendDigits the peer's number for RFC 4733 digits that we send
 * @param digitClockRateHz clock rate of these digits; 0 if there are none
 */
public record MediaOptions(
    boolean rtcpMux,
    boolean reducedSizeRtcp,
    boolean voipMetrics,
    boolean comfortNoise,
    OptionalInt sendDigits,
    int digitClockRateHz) {

  /** Payload type of comfort noise (RFC 3551 §6); numbers of their own are not used for it. */
  static final int COMFORT_NOISE = 13;

  public static final MediaOptions NONE =
      new MediaOptions(false, false, false, false, OptionalInt.empty(), 0);

  /** Of an answer to our offer, which has neither a=rtcp-mux nor a=rtcp-rsize. */
  MediaOptions asOffered() {
    return new MediaOptions(false, false, voipMetrics, comfortNoise, sendDigits, digitClockRateHz);
  }
}
