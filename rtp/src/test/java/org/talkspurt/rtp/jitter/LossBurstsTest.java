package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

/** Bursts and gaps by their definition in RFC 3611 §4.7.2, counted by hand. */
class LossBurstsTest {

  private final LossBursts bursts = new LossBursts();

  private void packets(String fates) {
    for (char fate : fates.toCharArray()) {
      if (fate == 'x') {
        bursts.missed();
      } else {
        bursts.played();
      }
    }
  }

  @Test
  void withoutLossAllIsGap() {
    packets(".".repeat(50));

    assertThat(bursts.gapPackets()).isEqualTo(50);
    assertThat(bursts.gapDensity()).isZero();
    assertThat(bursts.burstPackets()).isZero();
    assertThat(bursts.burstDensity()).isZero();
  }

  @Test
  void lossesFarApartAreOfTheGap() {
    packets(".".repeat(20) + "x" + ".".repeat(16) + "x" + ".".repeat(20));

    assertThat(bursts.burstPackets()).isZero();
    assertThat(bursts.gapPackets()).isEqualTo(58);
    assertThat(bursts.gapDensity()).isCloseTo(2 / 58.0, offset(1e-9));
  }

  @Test
  void lossesNearEachOtherAreABurstFromTheFirstToTheLast() {
    packets(".".repeat(20) + "x" + ".".repeat(15) + "xx" + ".".repeat(30));

    assertThat(bursts.burstPackets()).isEqualTo(18);
    assertThat(bursts.burstDensity()).isCloseTo(3 / 18.0, offset(1e-9));
    assertThat(bursts.gapPackets()).as("before and after").isEqualTo(25);
    assertThat(bursts.gapDensity()).isZero();
  }

  @Test
  void burstsAndStandaloneLossesAreToldApart() {
    packets("xx" + ".".repeat(16) + "x" + ".".repeat(16) + "x.x" + ".".repeat(16));

    assertThat(bursts.burstPackets()).isEqualTo(2.5);
    assertThat(bursts.burstDensity()).isCloseTo(4 / 5.0, offset(1e-9));
    assertThat(bursts.gapPackets()).isCloseTo(49 / 3.0, offset(1e-9));
    assertThat(bursts.gapDensity()).isCloseTo(1 / 49.0, offset(1e-9));
  }
}
