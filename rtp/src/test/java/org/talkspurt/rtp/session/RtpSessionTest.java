package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.session.SessionFixture.MS;
import static org.talkspurt.rtp.session.SessionFixture.PEER;
import static org.talkspurt.rtp.session.SessionFixture.TICK_NS;
import static org.talkspurt.rtp.session.SessionFixture.media;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.rtp.codec.Pcma;
import org.talkspurt.rtp.codec.Pcmu;
import org.talkspurt.rtp.packet.SequenceNumbers;

class RtpSessionTest {

  private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.9", 5000);

  @Test
  void echoesAHundredPacketsInOrderAndInTime() {
    SessionFixture call = new SessionFixture().echoing();

    call.peerSays(1000, 100);

    List<FakeTransport.Sent> sent = call.sentPackets();
    assertThat(sent).hasSize(100);
    assertContinuous(sent, 160);
    assertThat(sent).allMatch(packet -> packet.destination().equals(PEER));
    assertThat(sent).allMatch(packet -> packet.packet().payloadType() == 0);
    byte spoken = encoded(1000);
    assertThat(sent.stream().filter(packet -> allAre(packet.payload(), spoken)).count())
        .isGreaterThanOrEqualTo(95);
    assertThat(call.frames).hasSize(100);
    assertThat(call.received).containsOnlyKeys(ReceiveOutcome.ACCEPTED);
    MediaStatistics statistics = call.session.statistics();
    assertThat(statistics.packetsReceived()).isEqualTo(100);
    assertThat(statistics.packetsSent()).isEqualTo(100);
    assertThat(statistics.lost()).isZero();
    assertThat(statistics.concealedSamples()).isZero();
  }

  @Test
  void framesCarryTheDeadlinesOfTheirTicks() {
    SessionFixture call = new SessionFixture();

    call.peerSays(1000, 10);

    for (int i = 1; i < 10; i++) {
      assertThat(call.frames.get(i).playoutNs() - call.frames.get(i - 1).playoutNs())
          .isEqualTo(TICK_NS);
    }
    assertThat(call.frames).allMatch(frame -> frame.samples().length == 160);
    assertThat(call.frames.getLast().arrivalNs()).isLessThan(call.frames.getLast().playoutNs());
  }

  @ParameterizedTest
  @CsvSource({"10, 120", "20, 60", "30, 40", "40, 30", "60, 20"})
  void gathersAndSplitsFramesIntoThePeersPackets(int packetTimeMs, int packets) {
    SessionFixture call = new SessionFixture(media(packetTimeMs, MediaDirection.SENDRECV));
    short[] spoken = distinctBlocks(120);
    call.session.sink().offer(spoken);

    call.ticks(60);

    List<FakeTransport.Sent> sent = call.sentPackets();
    assertThat(sent).hasSize(packets);
    assertContinuous(sent, 8 * packetTimeMs);
    assertThat(sent).allMatch(packet -> packet.payload().length == 8 * packetTimeMs);
    assertThat(decoded(sent)).isEqualTo(spoken);
    assertThat(call.session.sink().playedSamples()).isEqualTo(spoken.length);
  }

  @Test
  void makesUpForAStallWithoutAGap() {
    SessionFixture call = new SessionFixture();
    call.ticks(10);

    call.loop.stall(100 * MS);
    call.ticks(5);

    assertThat(call.sentPackets()).hasSize(20);
    assertContinuous(call.sentPackets(), 160);
  }

  @Test
  void timestampsCountWhatAVeryLongStallSkipped() {
    SessionFixture call = new SessionFixture();
    call.ticks(10);

    call.loop.stall(100 * TICK_NS);

    FakeTransport.Sent before = call.sentPackets().get(9);
    FakeTransport.Sent after = call.sentPackets().get(10);
    assertThat(call.sentPackets()).hasSize(10 + PlayoutTicker.MAX_CATCH_UP_TICKS + 1);
    assertThat(after.packet().marker()).isTrue();
    assertThat(sequenceStep(before, after)).isEqualTo(1);
    FakeTransport.Sent last = call.sentPackets().getLast();
    assertThat(timestampStep(before, last)).isEqualTo(100 * 160);
  }

  @Test
  void startsAtRandomNumbers() {
    SessionFixture call = new SessionFixture();
    call.tick();
    var first = call.sentPackets().getFirst().packet();
    assertThat(first.marker()).isTrue();
    assertThat(List.of(first.ssrc(), first.timestamp(), (long) first.sequenceNumber()))
        .doesNotHaveDuplicates()
        .doesNotContain(0L);
  }

  @Test
  void onHoldNothingIsSentAndTheTimestampGoesOn() {
    SessionFixture call = new SessionFixture();
    call.session.sink().offer(distinctBlocks(20));
    call.ticks(5);

    call.session.update(media(20, MediaDirection.RECVONLY));
    call.peerSays(1000, 50);
    assertThat(call.sentPackets()).hasSize(5);
    assertThat(call.frames).hasSize(55);
    assertThat(call.session.sink().queuedSamples()).isEqualTo(5 * 160);

    call.session.update(media(20, MediaDirection.SENDRECV));
    call.ticks(5);
    assertThat(call.sentPackets()).hasSize(10);
    FakeTransport.Sent before = call.sentPackets().get(4);
    FakeTransport.Sent after = call.sentPackets().get(5);
    assertThat(after.packet().marker()).isTrue();
    assertThat(sequenceStep(before, after)).isEqualTo(1);
    assertThat(timestampStep(before, after)).isEqualTo(51 * 160);
    assertThat(call.session.sink().queuedSamples()).isZero();
  }

  @Test
  void onHoldNothingIsHeard() {
    SessionFixture call = new SessionFixture();
    call.session.update(media(20, MediaDirection.SENDONLY));

    call.peerSays(1000, 1600); // more than the media timeout

    assertThat(call.frames).isEmpty();
    assertThat(call.mediaTimeouts).isZero();
    assertThat(call.received).containsOnlyKeys(ReceiveOutcome.ON_HOLD);
    assertThat(call.sentPackets()).hasSize(1600);
  }

  @Test
  void whatCameDuringAHoldIsNotLost() {
    SessionFixture call = new SessionFixture();
    call.peerSays(1000, 10);
    call.session.update(media(20, MediaDirection.INACTIVE));
    call.peerSays(20_000, 50);
    call.session.update(media(20, MediaDirection.SENDRECV));
    call.peerSays(1000, 50);

    assertThat(call.session.statistics().lost()).isZero();
    assertThat(loudest(call)).isLessThan(1100);
    assertThat(call.frames.getLast().samples()[0]).isGreaterThan((short) 900);
  }

  @Test
  void aStrangerIsNeitherHeardNorAnswered() {
    SessionFixture call = new SessionFixture().echoing();
    Peer stranger = call.peerAt(STRANGER);
    call.peerSays(1000, 5);

    for (int i = 0; i < 20; i++) {
      stranger.says(20_000);
      call.peer.says(1000);
      call.tick();
    }

    assertThat(call.sentPackets()).allMatch(packet -> packet.destination().equals(PEER));
    assertThat(loudest(call)).isLessThan(1100);
    assertThat(call.received).containsEntry(ReceiveOutcome.FOREIGN, 20);
    assertThat(call.session.statistics().foreign()).isEqualTo(20);
    assertThat(call.session.statistics().packetsReceived()).isEqualTo(25);
  }

  @Test
  void aPeerBehindNatIsAnsweredWhereItSendsFrom() {
    SessionFixture call = new SessionFixture();
    Peer behindNat = call.peerAt(STRANGER);

    for (int i = 0; i < 5; i++) {
      behindNat.says(1000);
      call.tick();
    }
    call.session.close();

    assertThat(call.sentPackets().stream().map(FakeTransport.Sent::destination))
        .containsExactly(PEER, PEER, STRANGER, STRANGER, STRANGER);
    assertThat(call.network.rtcp.getLast().destination())
        .isEqualTo(new InetSocketAddress(STRANGER.getAddress(), STRANGER.getPort() + 1));
    assertThat(call.received)
        .containsEntry(ReceiveOutcome.LEARNING, 2)
        .containsEntry(ReceiveOutcome.ACCEPTED, 3);
  }

  @Test
  void nothingIsSentBeforeThePeersAddressIsKnown() {
    SessionFixture call =
        new SessionFixture(media(new Pcmu(), 0, null, 20, MediaDirection.SENDRECV));
    call.session.sink().offer(distinctBlocks(10));
    call.ticks(5);
    assertThat(call.sentPackets()).isEmpty();

    call.session.update(media(20, MediaDirection.SENDRECV));
    call.ticks(5);
    assertThat(decoded(call.sentPackets())).isEqualTo(distinctBlocks(10));
  }

  @Test
  void keysAreReportedAndTheirToneIsNotHeard() {
    SessionFixture call = new SessionFixture();
    call.peerSays(1000, 20);
    call.frames.clear();
    long eventTimestamp = call.peer.timestamp;

    for (int i = 0; i < 6; i++) {
      call.peer.says(20_000); // the tone leaks into the audio
      call.peer.presses('5', i == 0, i >= 3, eventTimestamp, 160 * Math.min(i + 1, 4));
      call.tick();
    }
    assertThat(call.digits).hasToString("5");
    assertThat(loudest(call)).isZero();

    call.frames.clear();
    call.peerSays(1000, 20);
    assertThat(loudest(call)).isLessThan(1100);
    assertThat(call.frames.getLast().samples()).containsOnly(call.frames.getLast().samples()[0]);
    assertThat(call.frames.getLast().samples()[0]).isGreaterThan((short) 900);
    assertThat(call.session.statistics().lost()).isZero();
  }

  @Test
  void badDatagramsAreCounted() {
    SessionFixture call = new SessionFixture();
    byte[] noise = new byte[DatagramBuffer.MAX_BYTES + 1];
    call.peer.sendsDatagram(noise, 0);
    call.peer.sendsDatagram(noise, 500);
    call.peer.sendsDatagram(noise, noise.length);
    call.peer.payloadType = 96;
    call.peer.says(1000);
    call.peer.payloadType = 0;
    call.peer.says(1000);

    assertThat(call.received)
        .containsEntry(ReceiveOutcome.MALFORMED, 2)
        .containsEntry(ReceiveOutcome.OVERSIZED, 1)
        .containsEntry(ReceiveOutcome.UNEXPECTED_PAYLOAD, 1)
        .containsEntry(ReceiveOutcome.ACCEPTED, 1);
    assertThat(call.session.statistics().malformed()).isEqualTo(4);
    assertThat(call.failures).isEmpty();
  }

  @Test
  void aFloodFromThePeerIsCut() {
    SessionFixture call = new SessionFixture();

    for (int i = 0; i < 1000; i++) {
      call.peer.says(1000);
    }
    call.tick();
    for (int i = 0; i < 100; i++) {
      call.peer.says(1000);
    }

    int limited = 1100 - ReceiveLimit.BURST_PACKETS - ReceiveLimit.PACKETS_PER_TICK;
    assertThat(call.received).containsEntry(ReceiveOutcome.RATE_LIMITED, limited);
    assertThat(call.session.statistics().rateLimited()).isEqualTo(limited);
  }

  @Test
  void aNewSynchronizationSourceIsFollowedFromItsSecondPacket() {
    SessionFixture call = new SessionFixture();
    call.peerSays(1000, 10);

    call.peer.ssrc = 5;
    call.peer.sequenceNumber = 100;
    call.peer.timestamp = 777_000;
    call.peerSays(4000, 50);

    assertThat(call.received)
        .containsEntry(ReceiveOutcome.DISCONTINUITY, 1)
        .containsEntry(ReceiveOutcome.ACCEPTED, 59);
    assertThat(loudest(call)).isBetween(3900, 4100);
    assertThat(call.frames.getLast().samples()[0]).isGreaterThan((short) 3900);
  }

  @Test
  void tellsOnceThatNothingComes() {
    SessionFixture call = new SessionFixture();
    call.peerSays(1000, 10);

    call.ticks(1498);
    assertThat(call.mediaTimeouts).isZero();
    call.ticks(100);
    assertThat(call.mediaTimeouts).isEqualTo(1);

    call.peerSays(1000, 1);
    call.ticks(1600);
    assertThat(call.mediaTimeouts).isEqualTo(2);
  }

  @Test
  void aReInviteMayChangeTheCodecAndTheAddress() {
    SessionFixture call = new SessionFixture().echoing();
    call.peerSays(1000, 10);
    InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.99", 6000);

    call.session.update(media(new Pcma(), 8, elsewhere, 20, MediaDirection.SENDRECV));
    call.session.sink().offer(new short[160]);
    call.tick();

    FakeTransport.Sent sent = call.sentPackets().getLast();
    assertThat(sent.destination()).isEqualTo(elsewhere);
    assertThat(sent.packet().payloadType()).isEqualTo(8);
    assertContinuous(call.sentPackets(), 160);
    call.peerSays(1000, 1);
    assertThat(call.received).containsEntry(ReceiveOutcome.LEARNING, 1);
  }

  @Test
  void theSinkSaysWhenAudioLeft() {
    SessionFixture call = new SessionFixture();
    call.tick();
    assertThat(call.session.sink().lastSentNs()).isEqualTo(Long.MIN_VALUE);

    call.session.sink().offer(distinctBlocks(2));
    call.ticks(5);

    FakeTransport.Sent audible = call.sentPackets().get(1);
    assertThat(call.session.sink().lastSentNs()).isEqualTo(audible.atNs());
    assertThat(call.session.sink().playedSamples()).isEqualTo(160);
  }

  @Test
  void aFullNetworkLosesPacketsButNotTheCall() {
    SessionFixture call = new SessionFixture();
    call.network.congested = true;
    call.ticks(5);
    call.network.congested = false;
    call.ticks(5);

    assertThat(call.sent).containsEntry(SendOutcome.FAILED, 5).containsEntry(SendOutcome.SENT, 5);
    assertThat(call.session.statistics().sendFailures()).isEqualTo(5);
    assertThat(call.session.statistics().packetsSent()).isEqualTo(5);
  }

  @Test
  void aFailingListenerEndsItsCallOnly() {
    SessionFixture call = new SessionFixture();
    call.onFrame =
        _ -> {
          throw new IllegalStateException("bug");
        };

    call.ticks(3);

    assertThat(call.failures).singleElement().extracting("message").isEqualTo("bug");
    assertThat(call.network.closes).isEqualTo(1);
    assertThat(call.ticker.members()).isZero();
  }

  @Test
  void closesOnceEvenFromWithinATick() {
    SessionFixture call = new SessionFixture();
    call.ticks(2);
    call.onFrame = _ -> call.session.close();

    call.ticks(3);
    call.session.close();

    assertThat(call.sentPackets()).hasSize(2);
    assertThat(call.frames).hasSize(3);
    assertThat(call.network.closes).isEqualTo(1);
    assertThat(call.network.rtcp).hasSize(1);
    assertThat(call.ticker.members()).isZero();
    assertThat(call.failures).isEmpty();
    assertThat(call.session.statistics().packetsSent()).isEqualTo(2);
  }

  private static void assertContinuous(List<FakeTransport.Sent> sent, int timestampUnits) {
    assertThat(sent.getFirst().packet().marker()).isTrue();
    for (int i = 1; i < sent.size(); i++) {
      assertThat(sequenceStep(sent.get(i - 1), sent.get(i))).isEqualTo(1);
      assertThat(timestampStep(sent.get(i - 1), sent.get(i))).isEqualTo(timestampUnits);
      assertThat(sent.get(i).packet().marker()).isFalse();
      assertThat(sent.get(i).packet().ssrc()).isEqualTo(sent.getFirst().packet().ssrc());
    }
  }

  private static int sequenceStep(FakeTransport.Sent a, FakeTransport.Sent b) {
    return SequenceNumbers.distance(b.packet().sequenceNumber(), a.packet().sequenceNumber());
  }

  private static int timestampStep(FakeTransport.Sent a, FakeTransport.Sent b) {
    return SequenceNumbers.timestampDistance(b.packet().timestamp(), a.packet().timestamp());
  }

  private static byte encoded(int level) {
    byte[] payload = new byte[1];
    new Pcmu().encode(new short[] {(short) level}, 1, payload);
    return payload[0];
  }

  private static boolean allAre(byte[] payload, byte value) {
    for (byte b : payload) {
      if (b != value) {
        return false;
      }
    }
    return true;
  }

  private static int loudest(SessionFixture call) {
    int loudest = 0;
    for (var frame : call.frames) {
      for (short sample : frame.samples()) {
        loudest = Math.max(loudest, Math.abs(sample));
      }
    }
    return loudest;
  }

  /** Blocks of 10 ms, each of another level that µ-law can say exactly. */
  private static short[] distinctBlocks(int blocks) {
    short[] pcm = new short[blocks * 80];
    short[] levels = new short[127];
    byte[] codes = new byte[127];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (byte) (0x80 + i);
    }
    new Pcmu().decode(codes, 0, codes.length, levels);
    for (int i = 0; i < blocks; i++) {
      Arrays.fill(pcm, i * 80, (i + 1) * 80, levels[i % levels.length]);
    }
    return pcm;
  }

  private static short[] decoded(List<FakeTransport.Sent> sent) {
    List<Short> samples = new ArrayList<>();
    short[] pcm = new short[480];
    for (FakeTransport.Sent packet : sent) {
      byte[] payload = packet.payload();
      int count = new Pcmu().decode(payload, 0, payload.length, pcm);
      for (int i = 0; i < count; i++) {
        samples.add(pcm[i]);
      }
    }
    short[] result = new short[samples.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = samples.get(i);
    }
    return result;
  }
}
