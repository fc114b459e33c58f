package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyWaitTest {

  private static final long PACKET_NS = 20_000_000;

  private final CopyWait wait = new CopyWait();

  @BeforeEach
  void begin() {
    come(1_000);
  }

  private void come(int packets) {
    for (int i = 0; i < packets; i++) {
      wait.packetCame();
    }
  }

  @Test
  void aLossThatStandsAloneIsNotWaitedFor() {
    wait.copyCame(PACKET_NS);
    assertThat(wait.ns()).isZero();
    come(500);
    wait.copyCame(PACKET_NS);
    assertThat(wait.ns()).isZero();
  }

  @Test
  void twoLossesNearEachOtherAreWaitedForUntilNoneHasComeForTenSeconds() {
    wait.copyCame(PACKET_NS);
    come(499);
    wait.copyCame(PACKET_NS);
    assertThat(wait.ns()).isEqualTo(PACKET_NS);
    come(499);
    assertThat(wait.ns()).isEqualTo(PACKET_NS);
    come(1);
    assertThat(wait.ns()).isZero();
  }

  @Test
  void aNewSourceBeginsWithoutAWait() {
    wait.copyCame(PACKET_NS);
    wait.copyCame(PACKET_NS);
    wait.reset();
    assertThat(wait.ns()).isZero();
    wait.copyCame(PACKET_NS);
    assertThat(wait.ns()).isZero();
  }
}
