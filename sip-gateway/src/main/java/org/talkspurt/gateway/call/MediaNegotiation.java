package org.talkspurt.gateway.call;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.CallRecord.MediaRecord;
import org.talkspurt.gateway.sdp.NegotiatedMedia;
import org.talkspurt.rtp.session.MediaDirection;
import org.talkspurt.rtp.session.MediaStatistics;

/** What offer and answer agreed on, in the words of the media plane. */
final class MediaNegotiation {
  private MediaNegotiation() {}

  static org.talkspurt.rtp.session.NegotiatedMedia agreed(NegotiatedMedia media) {
    return new org.talkspurt.rtp.session.NegotiatedMedia(
        reachable(media.remoteRtp()),
        reachable(media.remoteRtcp()),
        MediaDirection.valueOf(media.direction().name()),
        NegotiatedCodec.of(media.codec()),
        media.codec().payloadType(),
        media.receivePayloadType(),
        media.telephoneEventPayloadType().isPresent()
            ? media.telephoneEventPayloadType().getAsInt()
            : null,
        media.ptimeMs());
  }

  /** A peer that holds the old way (RFC 2543) or has not answered yet leads nowhere. */
  private static @Nullable InetSocketAddress reachable(@Nullable InetSocketAddress address) {
    return address == null || address.getAddress().isAnyLocalAddress() || address.getPort() == 0
        ? null
        : address;
  }

  static MediaRecord describe(String codec, MediaStatistics statistics) {
    return new MediaRecord(
        codec,
        statistics.packetsReceived(),
        statistics.packetsSent(),
        statistics.sendFailures(),
        statistics.lost(),
        statistics.late(),
        statistics.duplicate(),
        statistics.reordered(),
        statistics.overflow(),
        statistics.malformed(),
        statistics.foreign(),
        statistics.rateLimited(),
        statistics.concealedSamples(),
        statistics.jitterNs() / 1e6,
        statistics.roundTripNs() < 0 ? null : statistics.roundTripNs() / 1e6,
        statistics.bufferingDelayNs() / 1e6,
        statistics.mos());
  }
}
