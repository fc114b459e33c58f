package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.crypto.MediaEncryption;
import org.talkspurt.rtp.crypto.SrtpContext;
import org.talkspurt.rtp.crypto.SrtpKeys;
import org.talkspurt.rtp.crypto.SrtpProfile;
import org.talkspurt.rtp.packet.RtcpPacket;
import org.talkspurt.rtp.packet.RtpPacket;

class EncryptedSessionTest {

  private static final SrtpProfile PROFILE = SrtpProfile.AES_CM_128_HMAC_SHA1_80;

  private final SrtpKeys ours = SrtpKeys.random(PROFILE);
  private final SrtpKeys theirs = SrtpKeys.random(PROFILE);
  private final SessionFixture call =
      new SessionFixture(SessionFixture.encrypted(new MediaEncryption.Sdes(ours, theirs)))
          .echoing();

  EncryptedSessionTest() {
    encryptPeer(new SrtpContext(theirs, ours));
  }

  private void encryptPeer(SrtpContext srtp) {
    call.peer.srtp = srtp;
    call.network.srtp = srtp;
  }

  private int heardLevel() {
    return call.frames.getLast().samples()[100];
  }

  @Test
  void bothHearEachOther() {
    call.peerSays(1000, 20);
    assertThat(heardLevel()).isCloseTo(1000, offset(50));
    assertThat(call.network.rtp).hasSizeGreaterThan(15);
    assertThat(call.session.statistics().forged()).isZero();
  }

  @Test
  void whatIsNotEncryptedIsNotHeard() {
    call.peer.srtp = null;
    call.peerSays(1000, 20);
    assertThat(heardLevel()).isZero();
    assertThat(call.session.statistics().forged()).isEqualTo(20);
    assertThat(call.session.statistics().packetsReceived()).isZero();
  }

  @Test
  void aForgerFromElsewhereIsNotTakenForThePeer() {
    Peer forger = call.peerAt(new InetSocketAddress("192.0.2.66", 666));
    for (int i = 0; i < 10; i++) {
      forger.says(9000);
      call.tick();
    }
    assertThat(call.network.rtp).allMatch(sent -> sent.destination().equals(SessionFixture.PEER));
    assertThat(heardLevel()).isZero();
    assertThat(call.session.statistics().forged()).isEqualTo(10);
  }

  @Test
  void aPeerBehindNatIsLearnedByItsKey() {
    var behindNat = new InetSocketAddress("192.0.2.9", 9000);
    Peer peer = call.peerAt(behindNat);
    peer.srtp = call.peer.srtp;
    for (int i = 0; i < 10; i++) {
      peer.says(1000);
      call.tick();
    }
    assertThat(call.network.rtp.getLast().destination()).isEqualTo(behindNat);
  }

  @Test
  void aHundredForgedPacketsOfThePeersAddressDoNotEndTheCall() {
    Peer forger = call.peerAt(SessionFixture.PEER);
    for (int i = 0; i < 100; i++) {
      forger.says(9000);
      call.peerSays(1000, 1);
    }
    assertThat(heardLevel()).isCloseTo(1000, offset(50));
    assertThat(call.session.statistics().forged()).isEqualTo(100);
    assertThat(call.session.statistics().lost()).isZero();
  }

  @Test
  void aPacketHeardBeforeIsCountedAndDropped() {
    byte[] datagram = new byte[1501];
    SrtpContext tapped = new SrtpContext(theirs, ours);
    int plain = RtpPacket.write(datagram, false, 0, 1, 0, 7, new byte[160], 0, 160);
    int wire = tapped.protectRtp(datagram, plain);
    call.network.receiver.onRtp(datagram.clone(), wire, SessionFixture.PEER);
    call.network.receiver.onRtp(datagram.clone(), wire, SessionFixture.PEER);
    assertThat(call.received).containsEntry(ReceiveOutcome.REPLAYED, 1);
    assertThat(call.session.statistics().packetsReceived()).isEqualTo(1);
  }

  @Test
  void reportsAreEncryptedBothWays() {
    call.peerSays(1000, 400);
    assertThat(call.network.rtcp).isNotEmpty();
    call.peer.reports(new RtcpPacket.ReceiverReport(Peer.SSRC, List.of()));
    assertThat(call.session.statistics().forged()).isZero();
    call.peer.srtp = null;
    call.peer.reports(new RtcpPacket.ReceiverReport(Peer.SSRC, List.of()));
    assertThat(call.session.statistics().forged()).isEqualTo(1);
  }

  @Test
  void aNewAnswerMayBringNewKeys() {
    call.peerSays(1000, 10);
    SrtpKeys next = SrtpKeys.random(SrtpProfile.AEAD_AES_256_GCM);
    SrtpKeys nextTheirs = SrtpKeys.random(SrtpProfile.AEAD_AES_256_GCM);
    call.session.update(SessionFixture.encrypted(new MediaEncryption.Sdes(next, nextTheirs)));
    encryptPeer(new SrtpContext(nextTheirs, next));
    call.peerSays(2000, 10);
    assertThat(heardLevel()).isCloseTo(2000, offset(90));
    assertThat(call.session.statistics().forged()).isZero();
  }

  @Test
  void aNewAnswerMayEndTheEncryption() {
    call.peerSays(1000, 10);
    call.session.update(SessionFixture.encrypted(MediaEncryption.NONE));
    call.peer.srtp = null;
    call.network.srtp = null;
    call.peerSays(2000, 10);
    assertThat(heardLevel()).isCloseTo(2000, offset(90));
  }
}
