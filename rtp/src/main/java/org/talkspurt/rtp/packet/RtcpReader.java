package org.talkspurt.rtp.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talkspurt.rtp.packet.RtcpPacket.Bye;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;
import org.talkspurt.rtp.packet.RtcpPacket.SourceDescription;

/** Reads RTCP datagrams, compound or not. */
public final class RtcpReader {

  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;
  static final int EXTENDED_REPORT = 207;
  static final int CNAME = 1;
  static final int HEADER_BYTES = 4;

  private RtcpReader() {}

  /**
   * Reads the first {@code length} bytes of {@code datagram}. Packets of other types are skipped,
   * APP among them, with which some open their NAT.
   *
   * <p>The first packet may be of any type, whether RFC 5506 was agreed on or not: of A.2's checks
   * that one only finds datagrams that strayed, and peers are known that say BYE before anything
   * else.
   *
   * @return null when the datagram fails the other checks of RFC 3550 A.2 (each packet of version
   *     2, lengths that add up, padding in the last one only) or a packet is shorter than its count
   *     says
   */
  public static @Nullable List<RtcpPacket> read(byte[] datagram, int length) {
    if (length < HEADER_BYTES || !RtpPacket.looksLikeRtcp(datagram, length)) {
      return null;
    }
    List<RtcpPacket> packets = new ArrayList<>(3);
    int offset = 0;
    while (offset < length) {
      int next = packetEnd(datagram, offset, length);
      if (next < 0) {
        return null;
      }
      int end = withoutPadding(datagram, offset, next);
      if (end < 0 || (end < next && next < length)) {
        return null; // padding is for the last packet of a compound only (§6.4.1)
      }
      if (!readPacket(datagram, offset, end, packets)) {
        return null;
      }
      offset = next;
    }
    return packets;
  }

  private static int packetEnd(byte[] in, int offset, int length) {
    if (offset + HEADER_BYTES > length || (in[offset] & 0xC0) != 0x80) {
      return -1;
    }
    int end = offset + 4 + 4 * BigEndian.uint16(in, offset + 2);
    return end > length ? -1 : end;
  }

  private static int withoutPadding(byte[] in, int offset, int end) {
    if ((in[offset] & 0x20) == 0) {
      return end;
    }
    int padding = in[end - 1] & 0xFF;
    int bare = end - padding;
    return padding == 0 || bare < offset + HEADER_BYTES ? -1 : bare;
  }

  private static boolean readPacket(byte[] in, int offset, int end, List<RtcpPacket> packets) {
    int count = in[offset] & 0x1F;
    int body = offset + HEADER_BYTES;
    RtcpPacket packet;
    switch (in[offset + 1] & 0xFF) {
      case SENDER_REPORT -> packet = senderReport(in, body, end, count);
      case RECEIVER_REPORT -> packet = receiverReport(in, body, end, count);
      case SOURCE_DESCRIPTION -> packet = sourceDescription(in, body, end, count);
      case BYE -> packet = bye(in, body, end, count);
      case EXTENDED_REPORT -> packet = extendedReport(in, body, end);
      default -> {
        return true; // APP, feedback: somebody else's
      }
    }
    return packet != null && packets.add(packet);
  }

  private static @Nullable SenderReport senderReport(byte[] in, int body, int end, int count) {
    if (body + 24 + count * ReportBlock.BYTES > end) {
      return null;
    }
    return new SenderReport(
        BigEndian.uint32(in, body),
        BigEndian.uint32(in, body + 4) << 32 | BigEndian.uint32(in, body + 8),
        BigEndian.uint32(in, body + 12),
        BigEndian.uint32(in, body + 16),
        BigEndian.uint32(in, body + 20),
        blocks(in, body + 24, count));
  }

  private static @Nullable ReceiverReport receiverReport(byte[] in, int body, int end, int count) {
    if (body + 4 + count * ReportBlock.BYTES > end) {
      return null;
    }
    return new ReceiverReport(BigEndian.uint32(in, body), blocks(in, body + 4, count));
  }

  private static List<ReportBlock> blocks(byte[] in, int offset, int count) {
    List<ReportBlock> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(ReportBlock.read(in, offset + i * ReportBlock.BYTES));
    }
    return blocks;
  }

  private static @Nullable SourceDescription sourceDescription(
      byte[] in, int body, int end, int count) {
    List<SourceDescription.Chunk> chunks = new ArrayList<>(count);
    int offset = body;
    for (int i = 0; i < count; i++) {
      if (offset + 4 > end) {
        return null;
      }
      int items = offset + 4;
      int itemsEnd = endOfItems(in, items, end);
      if (itemsEnd < 0) {
        return null;
      }
      chunks.add(
          new SourceDescription.Chunk(BigEndian.uint32(in, offset), cname(in, items, itemsEnd)));
      // the terminating zero is padded to the next word of the packet
      offset = body + (itemsEnd - body + 4) / 4 * 4;
    }
    return new SourceDescription(chunks);
  }

  /** Index of the zero byte that ends the items, or -1 when the packet ends before. */
  private static int endOfItems(byte[] in, int items, int end) {
    int offset = items;
    while (offset < end && in[offset] != 0) {
      offset = offset + 1 < end ? offset + 2 + (in[offset + 1] & 0xFF) : end;
    }
    return offset < end ? offset : -1;
  }

  private static String cname(byte[] in, int items, int itemsEnd) {
    for (int offset = items; offset < itemsEnd; offset += 2 + (in[offset + 1] & 0xFF)) {
      if (in[offset] == CNAME) {
        return new String(in, offset + 2, in[offset + 1] & 0xFF, UTF_8);
      }
    }
    return "";
  }

  private static RtcpPacket.@Nullable ExtendedReport extendedReport(byte[] in, int body, int end) {
    if (body + 4 > end) {
      return null;
    }
    List<VoipMetrics> metrics = new ArrayList<>(1);
    int offset = body + 4;
    while (offset < end) {
      int next = offset + 4 > end ? -1 : offset + 4 + 4 * BigEndian.uint16(in, offset + 2);
      if (next < 0 || next > end) {
        return null;
      }
      boolean wanted = in[offset] == VoipMetrics.BLOCK_TYPE && next - offset >= VoipMetrics.BYTES;
      if (wanted && metrics.size() < RtcpPacket.MAX_COUNT) {
        metrics.add(VoipMetrics.read(in, offset));
      }
      offset = next;
    }
    return new RtcpPacket.ExtendedReport(BigEndian.uint32(in, body), metrics);
  }

  private static @Nullable Bye bye(byte[] in, int body, int end, int count) {
    int reason = body + 4 * count;
    if (reason > end) {
      return null;
    }
    List<Long> ssrcs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ssrcs.add(BigEndian.uint32(in, body + 4 * i));
    }
    if (reason == end) {
      return new Bye(ssrcs, "");
    }
    int reasonBytes = in[reason] & 0xFF;
    return reason + 1 + reasonBytes > end
        ? null
        : new Bye(ssrcs, new String(in, reason + 1, reasonBytes, UTF_8));
  }
}
