package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.talkspurt.rtp.session.SessionFixture.MS;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.codec.Opus;
import org.talkspurt.rtp.codec.OpusSettings;
import org.talkspurt.rtp.codec.Pcma;
import org.talkspurt.rtp.codec.TestSound;
import org.talkspurt.rtp.packet.ReportBlock;
import org.talkspurt.rtp.packet.RtcpPacket.ReceiverReport;
import org.talkspurt.rtp.packet.RtcpPacket.SenderReport;
import org.talkspurt.rtp.packet.RtpPacket;
import org.talkspurt.rtp.quality.CodecImpairment;
import org.talkspurt.rtp.quality.EModel;

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
    // Each packet missed is metered once, whether in an interval or at the end.
    assertThat(call.lostPackets).isEqualTo(50).isEqualTo(call.session.statistics().lost());
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
  void packetsPlayedFromCopiesWereNotMissed() {
    SessionFixture opus =
        new SessionFixture(
            SessionFixture.media(
                new Opus(OpusSettings.DEFAULT),
                111,
                SessionFixture.PEER,
                20,
                MediaDirection.SENDRECV));
    short[] said = TestSound.voice(16_000, 10_000);
    byte[] payload = new byte[1500];
    byte[] datagram = new byte[1500];
    int lost = 0;
    try (Opus encoder = new Opus(new OpusSettings(24_000, 16_000, true, false, false))) {
      for (int n = 0; n < said.length / 320; n++) {
        short[] frame = Arrays.copyOfRange(said, 320 * n, 320 * (n + 1));
        int length = encoder.encode(frame, 320, payload);
        // of every fifth pair the first is lost: the second is there when it is due
        if (n > 50 && n % 10 == 4) {
          lost++;
        } else {
          RtpPacket.write(datagram, false, 111, n, 960L * n, Peer.SSRC, payload, 0, length);
          opus.peer.sendsDatagram(datagram, 12 + length);
        }
        if (n % 2 == 1) {
          opus.ticks(2);
        }
      }
    }
    MediaStatistics statistics = opus.session.statistics();
    assertThat(statistics.lost()).isEqualTo(lost);
    assertThat(statistics.recovered()).isBetween(1L, (long) lost);
    double missedPercent = 100.0 * (lost - statistics.recovered()) / (said.length / 320);
    double rating = EModel.rating(0, missedPercent, 1, CodecImpairment.G711_CONCEALED);
    assertThat(statistics.mos()).isCloseTo(EModel.mos(rating), offset(0.005));
    assertThat(statistics.mos()).isGreaterThan(4.2);
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
