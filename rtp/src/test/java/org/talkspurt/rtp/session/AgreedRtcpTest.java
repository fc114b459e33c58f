package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.talkspurt.rtp.session.SessionFixture.PEER;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.packet.RtcpPacket;
import org.talkspurt.rtp.packet.RtcpPacket.Bye;
import org.talkspurt.rtp.packet.RtcpPacket.ExtendedReport;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;
import org.talkspurt.rtp.packet.RtcpWriter;
import org.talkspurt.rtp.packet.VoipMetrics;

/** What offer and answer may agree on about RTCP: shared ports, VoIP metrics. */
class AgreedRtcpTest {

  private static final ReceiverReport REPORT = new ReceiverReport(Peer.SSRC, List.of());

  private final SessionFixture call = new SessionFixture();

  private void agree(boolean mux, boolean voipMetrics) {
    call.session.update(
        SessionFixture.media(
            new Pcmu(),
            20,
            SessionFixture.TELEPHONE_EVENT,
            new MediaOptions(mux, voipMetrics, false, false, null, false)));
  }

  private void onRtpPort(InetSocketAddress source, RtcpPacket... packets) {
    byte[] datagram = new byte[500];
    int length = RtcpWriter.write(List.of(packets), datagram);
    call.network.receiver.onRtp(datagram, length, source);
  }

  @Test
  void reportsShareTheRtpPortsOnceThatIsAgreed() {
    agree(true, false);
    call.peerSays(1000, 200);
    call.session.close();

    assertThat(call.network.rtcp).hasSizeGreaterThan(1);
    assertThat(call.network.rtcp).allMatch(sent -> sent.destination().equals(PEER));
    assertThat(call.network.muxedRtcp).isEqualTo(call.network.rtcp.size());
  }

  @Test
  void thePeersReportsAreToldFromItsAudio() {
    agree(true, false);
    call.peerSays(1000, 10);
    onRtpPort(PEER, new SenderReport(Peer.SSRC, 1L << 32, 0, 10, 1600, List.of()));
    call.peerSays(1000, 200);

    var report = (SenderReport) call.network.rtcp.getFirst().packets().getFirst();
    assertThat(report.blocks().getFirst().lastSenderReport()).isEqualTo(1L << 16);
    assertThat(call.session.statistics().packetsReceived()).isEqualTo(210);
    assertThat(call.session.statistics().malformed()).isZero();
  }

  @Test
  void reportsOnTheRtpPortAreNotTakenFromStrangersOrUnasked() {
    call.peerSays(1000, 1);
    onRtpPort(PEER, REPORT);
    agree(true, false);
    call.peerSays(1000, 1);
    onRtpPort(new InetSocketAddress(PEER.getAddress(), PEER.getPort() + 2), REPORT);

    assertThat(call.received)
        .contains(entry(ReceiveOutcome.MALFORMED, 1), entry(ReceiveOutcome.FOREIGN, 1));
  }

  @Test
  void shortReportsAreTaken() {
    call.peerSays(1000, 10);
    call.peer.reports(new Bye(List.of(Peer.SSRC), ""));
    call.ticks(300);
    assertThat(lastReport().blocks()).isEmpty();
    assertThat(call.received).doesNotContainKey(ReceiveOutcome.MALFORMED);
  }

  @Test
  void aSourceThatLeftIsNotReportedOnUntilItComesBack() {
    call.peerSays(1000, 10);
    call.peer.reports(REPORT, new Bye(List.of(Peer.SSRC + 1), ""));
    call.peerSays(1000, 10);
    call.peer.reports(REPORT, new Bye(List.of(Peer.SSRC), "so long"));
    call.ticks(300);
    assertThat(lastReport().blocks()).isEmpty();
    assertThat(call.failures).isEmpty();

    call.peerSays(1000, 400);
    assertThat(lastReport().blocks()).hasSize(1);
  }

  @Test
  void aNewSourceAfterAByeIsHeardAtOnce() {
    call.peerSays(1000, 10);
    call.peer.reports(REPORT, new Bye(List.of(Peer.SSRC), ""));
    call.peer.ssrc = 99;
    call.peerSays(1000, 1);

    assertThat(call.received).doesNotContainKey(ReceiveOutcome.DISCONTINUITY);
  }

  @Test
  void whoSentNothingSaysNoGoodbye() {
    call.session.close();

    assertThat(call.network.rtcp).isEmpty();
  }

  @Test
  void thePeerIsToldHowItIsHeardIfItAsks() {
    agree(false, true);
    call.peerSays(1000, 100);
    call.peer.sequenceNumber += 10; // lost
    call.peer.timestamp += 10 * 160;
    call.peerSays(1000, 90);
    call.session.close();

    List<RtcpPacket> packets = call.network.rtcp.getLast().packets();
    assertThat(packets.getLast()).isInstanceOf(Bye.class);
    VoipMetrics metrics = ((ExtendedReport) packets.get(2)).voipMetrics().getFirst();
    assertThat(metrics.ssrc()).isEqualTo(Peer.SSRC);
    assertThat(metrics.lossRate()).as("10 of 200").isEqualTo(13);
    assertThat(metrics.discardRate()).isZero();
    assertThat(metrics.burstDensity()).isEqualTo(255);
    assertThat(metrics.burstDurationMs()).isEqualTo(200);
    assertThat(metrics.gapDurationMs()).isBetween(1800, 1900);
    assertThat(metrics.gapDensity()).isZero();
    assertThat(metrics.listeningMos()).isBetween(30, 44);
    assertThat(metrics.conversationalMos()).isLessThanOrEqualTo(metrics.listeningMos());
    assertThat(metrics.ratingFactor()).isBetween(70, 92);
    assertThat(metrics.bufferAbsoluteMaximumMs()).isGreaterThanOrEqualTo(metrics.bufferNominalMs());
    assertThat(metrics.endSystemDelayMs()).isEqualTo(metrics.bufferNominalMs() + 20);
  }

  @Test
  void whoDoesNotAskGetsNoMetrics() {
    call.peerSays(1000, 300);

    assertThat(call.network.rtcp)
        .allSatisfy(sent -> assertThat(sent.packets()).noneMatch(ExtendedReport.class::isInstance));
  }

  @Test
  void thePeersMetricsAboutUsAreKeptAndThoseAboutOthersNot() {
    call.peerSays(1000, 10);
    long ours = call.sentPackets().getFirst().packet().ssrc();
    call.peer.reports(REPORT, new ExtendedReport(Peer.SSRC, List.of(metrics(ours + 1))));
    assertThat(call.session.statistics().heardByPeer()).isNull();

    call.peer.reports(REPORT, new ExtendedReport(Peer.SSRC, List.of(metrics(ours))));
    assertThat(call.session.statistics().heardByPeer()).isEqualTo(metrics(ours));
  }

  private static VoipMetrics metrics(long ssrc) {
    return new VoipMetrics(
        ssrc, 3, 1, 0, 0, 0, 0, 50, 60, 127, 127, 127, 16, 80, 127, 40, 39, 0, 40, 40, 100);
  }

  private ReceiverReport lastReport() {
    RtcpPacket last = call.network.rtcp.getLast().packets().getFirst();
    return last instanceof SenderReport sent
        ? new ReceiverReport(sent.ssrc(), sent.blocks())
        : (ReceiverReport) last;
  }
}
