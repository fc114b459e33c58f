package org.talkspurt.gateway.sdp;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.sdp.DtlsAttributes.DtlsOffer;

/**
 * One m-line with what belongs to it, session-level values filled in.
 *
 * @param formats as they stand; numbers for RTP
 * @param payloads meaning of the numbers, in the order of the m-line; empty for other protocols
 * @param connection address of its own c-line or the session's; null if neither is a usable literal
 * @param rtcpPort port of a=rtcp
 * @param rtcpAddress address of a=rtcp; null if it names none
 * @param mid a=mid; null if there is none
 * @param rtcpMux whether there is a=rtcp-mux
 * @param rtcpReducedSize whether there is a=rtcp-rsize
 * @param voipMetrics whether a=rtcp-xr asks for VoIP metrics
 * @param cryptos keys that we can use, in order
 * @param dtls null if there is none that we can use
 */
record MediaSection(
    String media,
    int port,
    String protocol,
    List<String> formats,
    Map<Integer, PayloadFormat> payloads,
    @Nullable InetAddress connection,
    MediaDirection direction,
    OptionalInt ptimeMs,
    OptionalInt maxPtimeMs,
    OptionalInt rtcpPort,
    @Nullable InetAddress rtcpAddress,
    @Nullable String mid,
    boolean rtcpMux,
    boolean rtcpReducedSize,
    boolean voipMetrics,
    List<CryptoAttribute> cryptos,
    @Nullable DtlsOffer dtls) {

  /** Whether it is audio that need not be encrypted. */
  boolean isPlainAudio() {
    return isAudio() && isOver("RTP/AVP");
  }

  /**
   * Whether it is audio with keys that we can use: over SRTP, or over RTP by a peer that would like
   * it to be encrypted (RFC 8643).
   */
  boolean isKeyedAudio() {
    return !cryptos.isEmpty() && isAudio() && (isOver("RTP/AVP") || isOver("RTP/SAVP"));
  }

  /** Whether it is audio with a handshake that we can make (RFC 5764 §8, RFC 8643). */
  boolean isDtlsAudio() {
    return dtls != null && isAudio() && (isOver("RTP/AVP") || isOver("UDP/TLS/RTP/SAVP"));
  }

  private boolean isAudio() {
    return media.equals("audio") && port != 0;
  }

  /** Whether it is over a profile; the one with feedback differs only in RTCP's timing. */
  private boolean isOver(String profile) {
    return protocol.equals(profile) || protocol.equals(profile + "F");
  }

  /** Whether comfort noise has its own number of RFC 3551. */
  boolean hasComfortNoise() {
    PayloadFormat format = payloads.get(MediaOptions.COMFORT_NOISE);
    return format != null && format.equals(PayloadFormat.staticFormat(MediaOptions.COMFORT_NOISE));
  }

  @Nullable PayloadFormat find(SdpCodec codec) {
    for (PayloadFormat format : payloads.values()) {
      if (format.is(codec)) {
        return format;
      }
    }
    return null;
  }

  /**
   * The digits that go with a codec of this clock (RFC 4733 §2.1); else those of 8 kHz, which many
   * phones name alone whatever their codecs.
   */
  @Nullable PayloadFormat telephoneEvent(int clockRateHz) {
    PayloadFormat found = null;
    for (PayloadFormat format : payloads.values()) {
      if (format.isTelephoneEvent(clockRateHz)) {
        return format;
      }
      if (found == null && format.isTelephoneEvent(8_000)) {
        found = format;
      }
    }
    return found;
  }
}
