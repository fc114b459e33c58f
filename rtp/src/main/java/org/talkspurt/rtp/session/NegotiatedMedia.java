package org.talkspurt.rtp.session;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.codec.AudioCodec;
import org.talkspurt.rtp.crypto.MediaEncryption;

/**
 * What offer and answer agreed on; another one after a re-INVITE.
 *
 * @param remoteRtp where the peer wants its media; null while unknown or unspecified (0.0.0.0)
 * @param remoteRtcp where the peer wants RTCP (RFC 3605); null for the port after {@code remoteRtp}
 * @param direction as seen from here
 * @param codec serves this call only
 * @param sendPayloadType the peer's number for the codec, 0 to 127
 * @param receivePayloadType our number for it, 0 to 127
 * @param telephoneEventPayloadType our number for RFC 4733 events, 0 to 127; null if the peer sends
 *     none
 * @param packetTimeMs audio per packet sent, the peer's ptime: 10, 20, 30, 40, 50 or 60
 * @param options beyond that
 * @param encryption of RTP and RTCP
 */
public record NegotiatedMedia(
    @Nullable InetSocketAddress remoteRtp,
    @Nullable InetSocketAddress remoteRtcp,
    MediaDirection direction,
    AudioCodec codec,
    int sendPayloadType,
    int receivePayloadType,
    @Nullable Integer telephoneEventPayloadType,
    int packetTimeMs,
    MediaOptions options,
    MediaEncryption encryption) {

  /**
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public NegotiatedMedia {
    requirePayloadType("sendPayloadType", sendPayloadType);
    requirePayloadType("receivePayloadType", receivePayloadType);
    if (telephoneEventPayloadType != null) {
      requirePayloadType("telephoneEventPayloadType", telephoneEventPayloadType);
      if (telephoneEventPayloadType == receivePayloadType) {
        throw new IllegalArgumentException(
            "payload type " + receivePayloadType + " is both audio and telephone-event");
      }
    }
    if (packetTimeMs < 10 || packetTimeMs > 60 || packetTimeMs % 10 != 0) {
      throw new IllegalArgumentException(
          "packetTimeMs: " + packetTimeMs + " (expected: 10, 20, 30, 40, 50 or 60)");
    }
    requireResolved("remoteRtp", remoteRtp);
    requireResolved("remoteRtcp", remoteRtcp);
  }

  private static void requirePayloadType(String name, int payloadType) {
    if (payloadType < 0 || payloadType > 127) {
      throw new IllegalArgumentException(name + ": " + payloadType + " (expected: 0 to 127)");
    }
  }

  private static void requireResolved(String name, @Nullable InetSocketAddress address) {
    if (address != null && (address.isUnresolved() || address.getPort() == 0)) {
      throw new IllegalArgumentException(name + ": " + address + " (expected: address and port)");
    }
  }

  /** Whether keys can only be heard as tones, and are to be. */
  boolean listensForTones() {
    return options.toneDigits() && telephoneEventPayloadType == null;
  }

  boolean isTelephoneEvent(int payloadType) {
    return telephoneEventPayloadType != null && telephoneEventPayloadType == payloadType;
  }
}
