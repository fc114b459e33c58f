package org.talkspurt.rtp.packet;

import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.talkspurt.rtp.CallBenchmark;

/** RTP and RTCP as they come and go. */
public class PacketBenchmark extends CallBenchmark {

  private final byte[] payload = new byte[160];
  private final byte[] datagram = new byte[1500];
  private final byte[] report = new byte[1500];
  private final byte[] out = new byte[1500];
  private int length;
  private int reportLength;
  private int sequenceNumber;

  @Setup
  public void prepare() {
    new Random(1).nextBytes(payload);
    length = RtpPacket.write(datagram, false, 0, 1, 2, 3, payload, 0, payload.length);
    var block = new ReportBlock(3, 0, 0, 1, 0, 0, 0);
    reportLength =
        RtcpWriter.write(
            List.of(
                new RtcpPacket.ReceiverReport(4, List.of(block)),
                new RtcpPacket.SourceDescription(
                    List.of(new RtcpPacket.SourceDescription.Chunk(4, "caller@example")))),
            report);
  }

  @Benchmark
  public long parseRtp() {
    RtpPacket packet = RtpPacket.parse(datagram, length);
    return packet.sequenceNumber()
        + packet.timestamp()
        + packet.ssrc()
        + packet.payloadOffset()
        + packet.payloadLength();
  }

  @Benchmark
  public int writeRtp() {
    return RtpPacket.write(
        out, false, 0, sequenceNumber++, sequenceNumber * 160L, 3, payload, 0, payload.length);
  }

  @Benchmark
  public Object readRtcp() {
    return RtcpReader.read(report, reportLength);
  }
}
