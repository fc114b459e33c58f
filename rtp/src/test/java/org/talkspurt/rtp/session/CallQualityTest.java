package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.talkspurt.rtp.session.SessionFixture.MS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.codec.Pcma;
import org.talkspurt.rtp.packet.ReportBlock;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;

/** The opinion of a session on a manual clock. */
class CallQualityTest {

  private static final double BEST = 4.41;

  private final SessionFixture call = new SessionFixture();

  @Test
  void aCallWithoutLossAndDelayIsAsGoodAsTheCodec() {
    call.peerSays(1000, 1000);

    assertThat(call.session.statistics().mos()).isCloseTo(BEST, offset(0.005));
  }

  @Test
  void isObservedOncePerReportAndOnceAtTheEnd() {
    call.peerSays(1000, 1000);
    assertThat(call.opinions).hasSize(call.network.rtcp.size()).hasSizeGreaterThan(2);
    int before = call.opinions.size();

    call.session.close();
    call.session.close();

    assertThat(call.opinions).hasSize(before + 1);
    assertThat(call.opinions.getLast()).isEqualTo(call.session.statistics().mos());
  }

  @Test
  void nobodyHasAnOpinionOfSilence() {
    call.ticks(1000);
    call.session.close();

    assertThat(call.opinions).isEmpty();
    assertThat(call.session.statistics().mos()).isNull();
  }

  @Test
  void lossCountsInItsIntervalAndInTheCall() {
    for (int i = 0; i < 50; i++) {
      call.peerSays(1000, 9);
      call.peer.sequenceNumber = (call.peer.sequenceNumber + 1) & 0xFFFF; // 10 % are lost
      call.peer.timestamp += 160;
      call.tick();
    }
    int lossy = call.opinions.size();
    call.peerSays(1000, 1000);
    call.session.close();

    // 93.2 - 95 · 10 / (10 + 25.1) = 66.1
    assertThat(call.opinions.getFirst()).isCloseTo(3.41, offset(0.1));
    assertThat(call.opinions.get(lossy + 1)).isCloseTo(BEST, offset(0.005));
    // 500 packets at 10 %, 1000 at none: 93.2 - 95 · 3.33 / (3.33 + 25.1) = 82.1
    assertThat(call.opinions.getLast()).isCloseTo(4.10, offset(0.02));
  }

  @Test
  void aChangeOfCodecDoesNotWipeOutWhatWasLost() {
    for (int i = 0; i < 50; i++) {
      call.peerSays(1000, 9);
      call.peer.sequenceNumber = (call.peer.sequenceNumber + 1) & 0xFFFF;
      call.peer.timestamp += 160;
      call.tick();
    }
    double before = call.session.statistics().mos();
    call.session.update(
        SessionFixture.media(new Pcma(), 8, SessionFixture.PEER, 20, MediaDirection.SENDRECV));
    assertThat(call.session.statistics().mos()).isEqualTo(before);
  }

  @Test
  void packetsThatComeTooLateAreAsGoodAsLost() {
    call.peerSays(1000, 100);
    int sequenceNumber = call.peer.sequenceNumber;
    long timestamp = call.peer.timestamp;
    call.peer.sequenceNumber = (sequenceNumber + 10) & 0xFFFF;
    call.peer.timestamp += 10 * 160;
    call.ticks(10);
    call.peerSays(1000, 40);
    Double whileLost = call.session.statistics().mos();
    call.peer.sequenceNumber = sequenceNumber;
    call.peer.timestamp = timestamp;
    for (int i = 0; i < 10; i++) {
      call.peer.says(1000);
    }

    assertThat(call.session.statistics().late()).isEqualTo(10);
    assertThat(call.session.statistics().lost()).isZero();
    assertThat(call.session.statistics().mos()).isEqualTo(whileLost).isLessThan(4.2);
  }

  @Test
  void halfTheRoundTripIsPartOfTheDelay() {
    call.peerSays(1000, 200);
    FakeTransport.SentRtcp sent = call.network.rtcp.getFirst();
    var ours = (SenderReport) sent.packets().getFirst();
    long lastSenderReport = (ours.ntpTimestamp() >>> 16) & 0xFFFF_FFFFL;
    long roundTripNs = 600 * MS;
    long peersDelayNs = call.loop.nowNs() - sent.atNs() - roundTripNs;
    ReportBlock block =
        new ReportBlock(
            ours.ssrc(), 0, 0, 0, 0, lastSenderReport, peersDelayNs * 65536 / 1_000_000_000);

    call.peer.reports(new ReceiverReport(Peer.SSRC, List.of(block)));

    // 300 ms on the way, 20 ms per packet, some 20 to 40 ms in the buffer: Idd 17.0 to 20.2
    assertThat(call.session.statistics().mos()).isBetween(3.74, 3.86);
  }
}
