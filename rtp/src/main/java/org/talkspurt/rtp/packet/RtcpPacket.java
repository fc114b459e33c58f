package org.talkspurt.rtp.packet;

import java.util.List;

/** One packet of a compound RTCP datagram (RFC 3550 §6.4 to §6.6). Numbers are unsigned 32-bit. */
public sealed interface RtcpPacket {

  /** Most report blocks, SDES chunks or BYE sources in one packet: the count has five bits. */
  int MAX_COUNT = 31;

  /** Longest CNAME or BYE reason in bytes of UTF-8: its length has eight bits. */
  int MAX_TEXT_BYTES = 255;

  /**
   * What a sender sent (§6.4.1).
   *
   * @param ssrc the sender
   * @param ntpTimestamp wall-clock time of the report, 32.32 fixed point seconds since 1900
   * @param rtpTimestamp the same instant on the RTP clock
   * @param packetCount RTP packets sent since the beginning
   * @param octetCount payload bytes sent since the beginning
   * @param blocks what it received, at most {@link #MAX_COUNT}
   */
  record SenderReport(
      long ssrc,
      long ntpTimestamp,
      long rtpTimestamp,
      long packetCount,
      long octetCount,
      List<ReportBlock> blocks)
      implements RtcpPacket {

    public SenderReport {
      blocks = atMostMaxCount(blocks);
    }
  }

  /**
   * What one who sends nothing received (§6.4.2).
   *
   * @param ssrc the reporter
   * @param blocks at most {@link #MAX_COUNT}
   */
  record ReceiverReport(long ssrc, List<ReportBlock> blocks) implements RtcpPacket {

    public ReceiverReport {
      blocks = atMostMaxCount(blocks);
    }
  }

  /**
   * Names of sources (§6.5).
   *
   * @param chunks at most {@link #MAX_COUNT}
   */
  record SourceDescription(List<Chunk> chunks) implements RtcpPacket {

    public SourceDescription {
      chunks = atMostMaxCount(chunks);
    }

    /**
     * One source's canonical name; its other items are skipped.
     *
     * @param cname text as the peer sent it, at most {@link #MAX_TEXT_BYTES}; empty for none
     */
    public record Chunk(long ssrc, String cname) {}
  }

  /**
   * Sources that leave (§6.6).
   *
   * @param ssrcs at most {@link #MAX_COUNT}
   * @param reason text as the peer sent it, at most {@link #MAX_TEXT_BYTES}; empty for none
   */
  record Bye(List<Long> ssrcs, String reason) implements RtcpPacket {

    public Bye {
      ssrcs = atMostMaxCount(ssrcs);
    }
  }

  /**
   * An extended report (RFC 3611 §2); blocks of other types are skipped.
   *
   * @param ssrc the reporter
   * @param voipMetrics at most {@link #MAX_COUNT}, though not by the wire's format
   */
  record ExtendedReport(long ssrc, List<VoipMetrics> voipMetrics) implements RtcpPacket {

    public ExtendedReport {
      voipMetrics = atMostMaxCount(voipMetrics);
    }
  }

  private static <T> List<T> atMostMaxCount(List<T> items) {
    if (items.size() > MAX_COUNT) {
      throw new IllegalArgumentException(items.size() + " items, expected at most " + MAX_COUNT);
    }
    return List.copyOf(items);
  }
}
