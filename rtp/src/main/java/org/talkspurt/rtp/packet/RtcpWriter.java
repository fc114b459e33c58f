package org.talkspurt.rtp.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.talkspurt.rtp.packet.RtcpPacket.Bye;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;
import org.talkspurt.rtp.packet.RtcpPacket.SourceDescription;

/** Writes compound RTCP datagrams. */
public final class RtcpWriter {

  private final byte[] out;
  private int offset;

  private RtcpWriter(byte[] out) {
    this.out = out;
  }

  /**
   * Writes {@code packets} to the start of {@code out}, in their order; RFC 3550 §6.1 wants an SR
   * or RR first and an SDES with the CNAME in every datagram.
   *
   * @return bytes written, a multiple of four
   * @throws IllegalArgumentException for a text longer than {@link RtcpPacket#MAX_TEXT_BYTES}
   * @throws IndexOutOfBoundsException if {@code out} is too short
   */
  public static int write(List<? extends RtcpPacket> packets, byte[] out) {
    RtcpWriter writer = new RtcpWriter(out);
    for (RtcpPacket packet : packets) {
      writer.write(packet);
    }
    return writer.offset;
  }

  private void write(RtcpPacket packet) {
    int start = offset;
    offset += RtcpReader.HEADER_BYTES;
    switch (packet) {
      case SenderReport report -> {
        uint32(report.ssrc());
        uint32(report.ntpTimestamp() >>> 32);
        uint32(report.ntpTimestamp());
        uint32(report.rtpTimestamp());
        uint32(report.packetCount());
        uint32(report.octetCount());
        blocks(report.blocks());
        header(start, report.blocks().size(), RtcpReader.SENDER_REPORT);
      }
      case ReceiverReport report -> {
        uint32(report.ssrc());
        blocks(report.blocks());
        header(start, report.blocks().size(), RtcpReader.RECEIVER_REPORT);
      }
      case SourceDescription description -> {
        description.chunks().forEach(this::chunk);
        header(start, description.chunks().size(), RtcpReader.SOURCE_DESCRIPTION);
      }
      case Bye bye -> {
        bye.ssrcs().forEach(this::uint32);
        if (!bye.reason().isEmpty()) {
          text(bye.reason());
          zeros(-offset & 3);
        }
        header(start, bye.ssrcs().size(), RtcpReader.BYE);
      }
      case RtcpPacket.ExtendedReport report -> {
        uint32(report.ssrc());
        for (VoipMetrics block : report.voipMetrics()) {
          block.write(out, offset);
          offset += VoipMetrics.BYTES;
        }
        header(start, 0, RtcpReader.EXTENDED_REPORT);
      }
    }
  }

  private void header(int start, int count, int type) {
    out[start] = (byte) (0x80 | count);
    out[start + 1] = (byte) type;
    BigEndian.putInt16(out, start + 2, (offset - start) / 4 - 1);
  }

  private void uint32(long value) {
    BigEndian.putInt32(out, offset, value);
    offset += 4;
  }

  private void blocks(List<ReportBlock> blocks) {
    for (ReportBlock block : blocks) {
      block.write(out, offset);
      offset += ReportBlock.BYTES;
    }
  }

  private void chunk(SourceDescription.Chunk chunk) {
    uint32(chunk.ssrc());
    if (!chunk.cname().isEmpty()) {
      out[offset++] = RtcpReader.CNAME;
      text(chunk.cname());
    }
    zeros(4 - (offset & 3)); // at least one: the zero byte ends the chunk (§6.5)
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > RtcpPacket.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException(
          bytes.length + " bytes of text, expected at most " + RtcpPacket.MAX_TEXT_BYTES);
    }
    out[offset++] = (byte) bytes.length;
    System.arraycopy(bytes, 0, out, offset, bytes.length);
    offset += bytes.length;
  }

  private void zeros(int count) {
    for (int i = 0; i < count; i++) {
      out[offset++] = 0;
    }
  }
}
