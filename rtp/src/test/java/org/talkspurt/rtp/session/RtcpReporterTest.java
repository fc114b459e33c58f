package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.data.Offset.offset;
import static org.talkspurt.rtp.session.SessionFixture.MS;
import static org.talkspurt.rtp.session.SessionFixture.PEER;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.packet.ReportBlock;
import org.talkspurt.rtp.packet.RtcpPacket;
import org.talkspurt.rtp.packet.RtcpPacket.Bye;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;
import org.talkspurt.rtp.packet.RtcpPacket.SourceDescription;

/** RTCP of a session on a manual clock. */
class RtcpReporterTest {

  private final SessionFixture call = new SessionFixture();

  @Test
  void theSenderReportTellsWhatWasSentAndReceived() {
    call.peerSays(1000, 25);
    call.peer.sequenceNumber += 5; // lost
    call.peer.timestamp += 5 * 160;
    call.peerSays(1000, 200);

    FakeTransport.SentRtcp sent = call.network.rtcp.getFirst();
    assertThat(sent.destination())
        .isEqualTo(new InetSocketAddress(PEER.getAddress(), PEER.getPort() + 1));
    var report = (SenderReport) sent.packets().getFirst();
    List<FakeTransport.Sent> before =
        call.sentPackets().stream().filter(packet -> packet.atNs() <= sent.atNs()).toList();
    assertThat(report.ssrc()).isEqualTo(before.getLast().packet().ssrc());
    assertThat(report.packetCount()).isEqualTo(before.size());
    assertThat(report.octetCount()).isEqualTo(160L * before.size());
    assertThat(report.rtpTimestamp())
        .isEqualTo((before.getLast().packet().timestamp() + 160) & 0xFFFF_FFFFL);

    long sinceOpenedNs = sent.atNs() - call.openedNs;
    double expectedSeconds =
        SessionFixture.WALL_CLOCK_MS / 1e3 + sinceOpenedNs / 1e9 + 2_208_988_800.0;
    assertThat((report.ntpTimestamp() >>> 32) + (report.ntpTimestamp() & 0xFFFF_FFFFL) / 0x1p32)
        .isCloseTo(expectedSeconds, offset(1e-5));

    ReportBlock block = report.blocks().getFirst();
    assertThat(block.ssrc()).isEqualTo(Peer.SSRC);
    assertThat(block.cumulativeLost()).isEqualTo(5);
    assertThat(block.fractionLost()).isEqualTo(256 * 5 / (before.size() + 5));
    assertThat(block.lastSenderReport()).isZero();

    var description = (SourceDescription) sent.packets().get(1);
    assertThat(description.chunks())
        .containsExactly(new SourceDescription.Chunk(report.ssrc(), "bot@example"));
  }

  @Test
  void reportsComeAtRandomIntervalsAroundTheMinimumTheFirstSooner() {
    call.ticks(50 * 600);

    List<Long> times = call.network.rtcp.stream().map(FakeTransport.SentRtcp::atNs).toList();
    double factor = Math.E - 1.5;
    assertThat(times.getFirst() - call.openedNs)
        .isBetween((long) (1250 * MS / factor), (long) (3770 * MS / factor));
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1))
          .isBetween((long) (2500 * MS / factor) - 20 * MS, (long) (7520 * MS / factor));
    }
    double meanSeconds = (times.getLast() - times.getFirst()) / 1e9 / (times.size() - 1);
    assertThat(meanSeconds).isBetween(3.7, 4.5);
  }

  @Test
  void whoDoesNotSendReportsAsReceiver() {
    call.session.update(SessionFixture.media(20, MediaDirection.RECVONLY));
    call.peerSays(1000, 300);

    var report = (ReceiverReport) call.network.rtcp.getFirst().packets().getFirst();
    assertThat(report.blocks()).hasSize(1);
  }

  @Test
  void withoutMediaFromThePeerThereIsNothingToReportOn() {
    call.ticks(300);

    var report = (SenderReport) call.network.rtcp.getFirst().packets().getFirst();
    assertThat(report.blocks()).isEmpty();
    assertThat(call.jitters).isEmpty();
  }

  @Test
  void thePeersReportIsEchoedSoThatItCanMeasureTheRoundTrip() {
    call.peerSays(1000, 10);
    call.peer.reports(new SenderReport(Peer.SSRC, 0x1234_5678_9ABC_DEF0L, 0, 10, 1600, List.of()));
    long receivedNs = call.loop.nowNs();
    call.peerSays(1000, 200);

    FakeTransport.SentRtcp sent = call.network.rtcp.getFirst();
    ReportBlock block = ((SenderReport) sent.packets().getFirst()).blocks().getFirst();
    assertThat(block.lastSenderReport()).isEqualTo(0x5678_9ABCL);
    assertThat(block.delaySinceLastSenderReport() / 65536.0)
        .isCloseTo((sent.atNs() - receivedNs) / 1e9, offset(1e-4));
    assertThat(call.jitters).hasSize(call.network.rtcp.size());
  }

  @Test
  void measuresTheRoundTripFromThePeersReport() {
    assertThat(call.session.statistics().roundTripNs()).isEqualTo(-1);
    call.peerSays(1000, 200);
    FakeTransport.SentRtcp sent = call.network.rtcp.getFirst();
    var ours = (SenderReport) sent.packets().getFirst();
    long lastSenderReport = (ours.ntpTimestamp() >>> 16) & 0xFFFF_FFFFL;

    long roundTripNs = 80 * MS;
    long peersDelayNs = call.loop.nowNs() - sent.atNs() - roundTripNs;
    call.peer.reports(
        report(
            new ReportBlock(
                ours.ssrc(), 0, 0, 0, 0, lastSenderReport, peersDelayNs * 65536 / 1_000_000_000)));

    assertThat(call.session.statistics().roundTripNs()).isBetween(79_900_000L, 80_100_000L);
  }

  @Test
  void nonsenseAboutTheRoundTripIsNotBelieved() {
    call.peerSays(1000, 200);
    long ssrc = call.sentPackets().getFirst().packet().ssrc();

    call.peer.reports(report(new ReportBlock(ssrc, 0, 0, 0, 0, 0, 0)));
    call.peer.reports(report(new ReportBlock(ssrc, 0, 0, 0, 0, 0x8000_0000L, 0)));
    call.peer.reports(report(new ReportBlock(ssrc + 1, 0, 0, 0, 0, 1, 0)));

    assertThat(call.session.statistics().roundTripNs()).isEqualTo(-1);
  }

  @Test
  void aReportOfThePeerIsASignOfLifeAndAStrangersIsNot() {
    Peer stranger = call.peerAt(new InetSocketAddress("203.0.113.9", 5000));
    call.ticks(1000);
    call.peer.reports(report());
    call.ticks(1000);
    assertThat(call.mediaTimeouts).isZero();

    stranger.reports(report());
    call.ticks(600);
    assertThat(call.mediaTimeouts).isEqualTo(1);
    assertThat(call.received).containsExactly(entry(ReceiveOutcome.FOREIGN, 1));
  }

  @Test
  void malformedReportsAreCounted() {
    call.network.receiver.onRtcp(new byte[100], 100, PEER);
    call.network.receiver.onRtcp(new byte[1501], 1501, PEER);

    assertThat(call.received)
        .containsOnly(entry(ReceiveOutcome.MALFORMED, 1), entry(ReceiveOutcome.OVERSIZED, 1));
    assertThat(call.failures).isEmpty();
  }

  @Test
  void saysGoodbye() {
    call.ticks(5);
    call.session.close();

    List<RtcpPacket> packets = call.network.rtcp.getLast().packets();
    long ssrc = call.sentPackets().getFirst().packet().ssrc();
    assertThat(packets).hasSize(3);
    assertThat(packets.getFirst()).isInstanceOf(SenderReport.class);
    assertThat(packets.get(1)).isInstanceOf(SourceDescription.class);
    assertThat(packets.getLast()).isEqualTo(new Bye(List.of(ssrc), ""));
  }

  private static ReceiverReport report(ReportBlock... blocks) {
    return new ReceiverReport(Peer.SSRC, List.of(blocks));
  }
}
