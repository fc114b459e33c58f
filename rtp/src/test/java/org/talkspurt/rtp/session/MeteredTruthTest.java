package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.talkspurt.rtp.session.SessionFixture.MS;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to the caller's packets is what the meters say, on a manual clock. */
class MeteredTruthTest {
  private static final int PACKETS = 10_000;

  private final SessionFixture call = new SessionFixture();

  /** Seeded; first and last pass, so that all that is lost is missed. */
  @ParameterizedTest
  @CsvSource({"0.01, 1", "0.05, 1", "0.05, 4", "0.2, 2"})
  void lossIsMeteredToThePacket(double share, int burst) {
    Random random = new Random(3);
    int lost = 0;
    int left = 0;
    for (int i = 0; i < PACKETS; i++) {
      if (left == 0 && random.nextDouble() < share / burst) {
        left = burst;
      }
      if (left > 0 && i > 0 && i < PACKETS - 1) {
        left--;
        lost++;
        call.peer.losesOne();
      } else {
        call.peer.says(1000);
      }
      call.tick();
    }
    call.session.close();

    assertThat(lost / (double) PACKETS).isCloseTo(share, offset(0.2 * share));
    assertThat(call.lostPackets).isEqualTo(lost);
    assertThat(call.received.get(ReceiveOutcome.ACCEPTED)).isEqualTo(PACKETS - lost);
  }

  /** The first report falls between two packets that have changed places. */
  @Test
  void whatComesLateIsNotLost() {
    SessionFixture same = new SessionFixture();
    int untilReport = 0;
    for (; same.network.rtcp.isEmpty(); untilReport++) {
      same.peerSays(1000, 1);
    }
    call.peerSays(1000, untilReport - 2);
    int sequenceNumber = call.peer.sequenceNumber;
    long timestamp = call.peer.timestamp;
    call.peer.losesOne();
    call.peerSays(1000, 3);
    assertThat(call.network.rtcp).hasSize(1);
    int next = call.peer.sequenceNumber;
    long nextTimestamp = call.peer.timestamp;
    call.peer.sequenceNumber = sequenceNumber;
    call.peer.timestamp = timestamp;
    call.peer.says(1000);
    call.peer.sequenceNumber = next;
    call.peer.timestamp = nextTimestamp;
    call.peerSays(1000, 1_000);
    call.session.close();

    assertThat(call.session.statistics().reordered()).isEqualTo(1);
    assertThat(call.lostPackets).isZero();
  }

  /** Every other packet comes late: each transit differs from the last by just that. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 10, 18})
  void jitterIsMeteredAsItIs(int lateMs) {
    for (int i = 0; i < PACKETS / 2; i++) {
      call.peer.says(1000);
      call.loop.advance((20 + lateMs) * MS);
      call.peer.says(1000);
      call.loop.advance((20 - lateMs) * MS);
    }

    // RFC 3550 A.8 comes near it by 1/16 with each packet, and counts in units of 125 µs.
    assertThat(call.jitters).hasSizeGreaterThan(20);
    assertThat(call.jitters.subList(1, call.jitters.size()))
        .allSatisfy(ns -> assertThat(ns / 1e6).isCloseTo(lateMs, offset(0.3)));
  }

  /** One step of the whole path's delay is one step of transit, and forgotten soon. */
  @Test
  void aLongerWayIsNoJitter() {
    call.peerSays(1000, 1_000);
    call.loop.advance(60 * MS);
    call.peerSays(1000, 1_000);
    call.session.close();

    assertThat(call.jitters.getFirst()).isZero();
    assertThat(call.jitters.getLast() / 1e6).isLessThan(0.3);
    assertThat(call.lostPackets).isZero();
  }
}
