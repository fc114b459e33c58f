package org.talkspurt.gateway.call;

import java.util.Locale;
import org.talkspurt.gateway.sdp.FormatParameters;
import org.talkspurt.gateway.sdp.SdpCodec;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.codec.G722;
import org.talkspurt.rtp.codec.L16;
import org.talkspurt.rtp.codec.Opus;
import org.talkspurt.rtp.codec.OpusSettings;
import org.talkspurt.rtp.codec.Pcma;
import org.talkspurt.rtp.codec.Pcmu;

/** Makes the codec that was agreed on, as the peer's parameters want it. */
final class NegotiatedCodec {
  private NegotiatedCodec() {}

  static AudioCodec of(SdpCodec agreed) {
    return switch (agreed.encodingName().toUpperCase(Locale.ROOT)) {
      case "PCMU" -> new Pcmu();
      case "PCMA" -> new Pcma();
      case "G722" -> new G722();
      case "L16" -> new L16(agreed.clockRateHz());
      case "OPUS" -> new Opus(opus(agreed.parameters()));
      default -> throw new IllegalArgumentException("no codec " + agreed.encodingName());
    };
  }

  /** RFC 7587 §6.1; a number beyond what Opus knows counts as the nearest that it does. */
  static OpusSettings opus(FormatParameters peers) {
    OpusSettings defaults = OpusSettings.DEFAULT;
    int bitRate = peers.number("maxaveragebitrate").orElse(defaults.bitRate());
    int playbackHz = peers.number("maxplaybackrate").orElse(defaults.maxPlaybackRateHz());
    return new OpusSettings(
        Math.clamp(bitRate, 6_000, defaults.bitRate()),
        Math.clamp(playbackHz, 8_000, 48_000),
        peers.isOn("useinbandfec"),
        peers.isOn("usedtx"),
        peers.isOn("cbr"));
  }
}
