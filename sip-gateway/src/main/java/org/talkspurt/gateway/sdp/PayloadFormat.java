package org.talkspurt.gateway.sdp;

import org.jspecify.annotations.Nullable;

/**
 * What a payload number of an m-line means: its rtpmap, or RFC 3551's table where there is none.
 *
 * @param channels 1 where the rtpmap says nothing
 * @param parameters of its a=fmtp
 */
record PayloadFormat(
    int payloadType,
    String encodingName,
    int clockRateHz,
    int channels,
    FormatParameters parameters) {

  PayloadFormat(int payloadType, String encodingName, int clockRateHz, int channels) {
    this(payloadType, encodingName, clockRateHz, channels, FormatParameters.NONE);
  }

  PayloadFormat with(FormatParameters its) {
    return new PayloadFormat(payloadType, encodingName, clockRateHz, channels, its);
  }

  /** The static assignments of RFC 3551 §6 that a phone may name without an rtpmap. */
  static @Nullable PayloadFormat staticFormat(int payloadType) {
    return switch (payloadType) {
      case 0 -> new PayloadFormat(0, "PCMU", 8_000, 1);
      case 3 -> new PayloadFormat(3, "GSM", 8_000, 1);
      case 4 -> new PayloadFormat(4, "G723", 8_000, 1);
      case 8 -> new PayloadFormat(8, "PCMA", 8_000, 1);
      case 9 -> new PayloadFormat(9, "G722", 8_000, 1);
      case 11 -> new PayloadFormat(11, "L16", 44_100, 1);
      case 13 -> new PayloadFormat(13, "CN", 8_000, 1);
      case 15 -> new PayloadFormat(15, "G728", 8_000, 1);
      case 18 -> new PayloadFormat(18, "G729", 8_000, 1);
      default -> null;
    };
  }

  boolean is(SdpCodec codec) {
    // Opus says two channels in every rtpmap (RFC 7587 §7) and is mono all the same here.
    boolean channelsFit = channels == 1 || (channels == 2 && is("opus"));
    return channelsFit && is(codec.encodingName()) && clockRateHz == codec.clockRateHz();
  }

  boolean isTelephoneEvent(int clockRateHz) {
    return is("telephone-event") && this.clockRateHz == clockRateHz;
  }

  private boolean is(String name) {
    return encodingName.equalsIgnoreCase(name);
  }
}
