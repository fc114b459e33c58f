package org.talkspurt.gateway.call;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.CallRecord.MediaRecord;
import org.talkspurt.gateway.call.CallRecord.PeerRecord;
import org.talkspurt.gateway.sdp.MediaOptions;
import org.talkspurt.gateway.sdp.NegotiatedMedia;
import org.talkspurt.rtp.packet.VoipMetrics;
import org.talkspurt.rtp.session.MediaDirection;
import org.talkspurt.rtp.session.MediaOptions.EventFormat;
import org.talkspurt.rtp.session.MediaStatistics;

/** What offer and answer agreed on, in the words of the media plane. */
final class MediaNegotiation {
  private MediaNegotiation() {}

  static org.talkspurt.rtp.session.NegotiatedMedia agreed(
      NegotiatedMedia media, CallSettings settings) {
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
        media.ptimeMs(),
        options(media.options(), settings),
        media.encryption());
  }

  private static org.talkspurt.rtp.session.MediaOptions options(
      MediaOptions agreed, CallSettings settings) {
    return new org.talkspurt.rtp.session.MediaOptions(
        agreed.rtcpMux(),
        agreed.voipMetrics(),
        agreed.comfortNoise(),
        agreed.comfortNoise() && settings.comfortNoise() == ComfortNoise.BOTH,
        agreed.sendDigits().isPresent()
            ? new EventFormat(agreed.sendDigits().getAsInt(), agreed.digitClockRateHz())
            : null,
        settings.inBandDigits());
  }

  /** A peer that holds the old way (RFC 2543) or has not answered yet leads nowhere. */
  private static @Nullable InetSocketAddress reachable(@Nullable InetSocketAddress address) {
    return address == null || address.getAddress().isAnyLocalAddress() || address.getPort() == 0
        ? null
        : address;
  }

  static MediaRecord describe(String codec, String encryption, MediaStatistics statistics) {
    return new MediaRecord(
        codec,
        encryption,
        statistics.packetsReceived(),
        statistics.packetsSent(),
        statistics.sendFailures(),
        statistics.lost(),
        statistics.late(),
        statistics.duplicate(),
        statistics.reordered(),
        statistics.overflow(),
        statistics.recovered(),
        statistics.malformed(),
        statistics.foreign(),
        statistics.forged(),
        statistics.rateLimited(),
        statistics.concealedSamples(),
        statistics.jitterNs() / 1e6,
        statistics.roundTripNs() < 0 ? null : statistics.roundTripNs() / 1e6,
        statistics.bufferingDelayNs() / 1e6,
        statistics.mos(),
        heardByPeer(statistics.heardByPeer()));
  }

  private static @Nullable PeerRecord heardByPeer(@Nullable VoipMetrics metrics) {
    return metrics == null
        ? null
        : new PeerRecord(
            percent(metrics.lossRate()),
            percent(metrics.discardRate()),
            metrics.endSystemDelayMs(),
            opinion(metrics.listeningMos()),
            opinion(metrics.conversationalMos()));
  }

  private static double percent(int parts) {
    return Math.round(parts * 1000 / 256.0) / 10.0;
  }

  /** What is not on the scale, unknown included, is no opinion. */
  private static @Nullable Double opinion(int tenfold) {
    return tenfold < 10 || tenfold > 50 ? null : tenfold / 10.0;
  }
}
