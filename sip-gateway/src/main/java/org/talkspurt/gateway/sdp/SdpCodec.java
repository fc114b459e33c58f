package org.talkspurt.gateway.sdp;

import java.util.List;
import java.util.Locale;

/**
 * A codec as session descriptions name it.
 *
 * @param encodingName name of the rtpmap, compared without case
 * @param clockRateHz RTP clock rate
 * @param payloadType static number of RFC 3551, or the dynamic one (96 to 127) used in own offers
 * @param parameters what the a=fmtp of the side that it belongs to says; empty for none
 */
public record SdpCodec(
    String encodingName, int clockRateHz, int payloadType, FormatParameters parameters) {

  public static final SdpCodec PCMU = new SdpCodec("PCMU", 8_000, 0);
  public static final SdpCodec PCMA = new SdpCodec("PCMA", 8_000, 8);
  public static final SdpCodec G722 = new SdpCodec("G722", 8_000, 9);

  /**
   * RFC 7587 §6.1: we hear and speak up to 16 kHz, and want copies of packets in the next ones,
   * though the jitter buffer makes no use of them yet.
   */
  public static final SdpCodec OPUS =
      new SdpCodec(
          "opus",
          48_000,
          111,
          FormatParameters.parse(
              "maxplaybackrate=16000; sprop-maxcapturerate=16000; useinbandfec=1"));

  public static final SdpCodec L16_16K = new SdpCodec("L16", 16_000, 112);
  public static final SdpCodec L16_8K = new SdpCodec("L16", 8_000, 113);

  /**
   * What a setting calls a codec: L16 stands for both of its rates.
   *
   * @throws IllegalArgumentException for an unknown name; case does not matter
   */
  public static List<SdpCodec> named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "OPUS" -> List.of(OPUS);
      case "G722" -> List.of(G722);
      case "L16" -> List.of(L16_16K, L16_8K);
      case "PCMU" -> List.of(PCMU);
      case "PCMA" -> List.of(PCMA);
      default ->
          throw new IllegalArgumentException(name + " (expected: opus, G722, L16, PCMU or PCMA)");
    };
  }

  /** A codec without parameters. */
  public SdpCodec(String encodingName, int clockRateHz, int payloadType) {
    this(encodingName, clockRateHz, payloadType, FormatParameters.NONE);
  }

  /** Whether another names the same payload format, under whatever number. */
  boolean isSame(SdpCodec other) {
    return encodingName.equalsIgnoreCase(other.encodingName) && clockRateHz == other.clockRateHz;
  }

  /** Whether comfort noise of 8 kHz goes with it: not with G.722, whose sound has 16 kHz. */
  boolean takesComfortNoise() {
    return clockRateHz == 8_000 && !encodingName.equalsIgnoreCase("G722");
  }

  boolean isOpus() {
    return encodingName.equalsIgnoreCase("opus");
  }

  /** Lengths of packets that it can make, in ms, ascending. */
  List<Integer> packetTimesMs() {
    if (isOpus()) {
      return List.of(10, 20, 40, 60); // one frame a packet, RFC 6716 §2.1.4
    }
    if (encodingName.equalsIgnoreCase("L16") && clockRateHz > 8_000) {
      return List.of(10, 20, 30, 40); // what fits into an Ethernet frame
    }
    return List.of(10, 20, 30, 40, 50, 60);
  }
}
