package org.talkspurt.gateway.sdp;

/**
 * A codec as session descriptions name it.
 *
 * @param encodingName name of the rtpmap, compared without case
 * @param clockRateHz RTP clock rate
 * @param payloadType static number of RFC 3551, or the dynamic one (96 to 127) used in own offers
 */
public record SdpCodec(String encodingName, int clockRateHz, int payloadType) {

  public static final SdpCodec PCMU = new SdpCodec("PCMU", 8_000, 0);
  public static final SdpCodec PCMA = new SdpCodec("PCMA", 8_000, 8);
}
