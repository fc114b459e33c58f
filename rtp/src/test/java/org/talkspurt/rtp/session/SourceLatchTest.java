package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.session.SourceLatch.Verdict.ACCEPTED;
import static org.talkspurt.rtp.session.SourceLatch.Verdict.FOREIGN;
import static org.talkspurt.rtp.session.SourceLatch.Verdict.LEARNING;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class SourceLatchTest {

  private static final InetSocketAddress NAMED = new InetSocketAddress("192.0.2.1", 4000);
  private static final InetSocketAddress NAT = new InetSocketAddress("198.51.100.7", 61000);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.9", 5000);

  private final SourceLatch latch = new SourceLatch(NAMED);

  @Test
  void believesTheNamedAddressAtOnceAndNobodyElseAfterIt() {
    assertThat(latch.judge(NAMED, 1, 10)).isEqualTo(ACCEPTED);

    for (int i = 0; i < 10; i++) {
      assertThat(latch.judge(STRANGER, 2, i)).isEqualTo(FOREIGN);
    }
    assertThat(latch.destination()).isEqualTo(NAMED);
    assertThat(latch.learned()).isFalse();
  }

  @Test
  void learnsAPeerBehindNatFromThreePacketsInSequenceEvenAcrossTheWrap() {
    assertThat(latch.judge(NAT, 1, 65_534)).isEqualTo(LEARNING);
    assertThat(latch.judge(NAT, 1, 65_535)).isEqualTo(LEARNING);
    assertThat(latch.destination()).isEqualTo(NAMED);
    assertThat(latch.judge(NAT, 1, 0)).isEqualTo(ACCEPTED);

    assertThat(latch.destination()).isEqualTo(NAT);
    assertThat(latch.learned()).isTrue();
    assertThat(latch.judge(STRANGER, 1, 1)).isEqualTo(FOREIGN);
  }

  @Test
  void doesNotLearnFromSequenceNumbersOrSsrcsAtRandom() {
    assertThat(latch.judge(STRANGER, 1, 10)).isEqualTo(LEARNING);
    assertThat(latch.judge(STRANGER, 1, 20)).isEqualTo(LEARNING);
    assertThat(latch.judge(STRANGER, 1, 21)).isEqualTo(LEARNING);
    assertThat(latch.judge(STRANGER, 2, 22)).isEqualTo(LEARNING);
    assertThat(latch.judge(STRANGER, 2, 22)).isEqualTo(LEARNING);
    assertThat(latch.destination()).isEqualTo(NAMED);
  }

  @Test
  void learnsAlthoughStrayPacketsComeBetween() {
    for (int i = 0; i < 2; i++) {
      assertThat(latch.judge(NAT, 1, i)).isEqualTo(LEARNING);
      assertThat(latch.judge(STRANGER, 2, i * 50)).isEqualTo(LEARNING);
    }
    assertThat(latch.judge(NAT, 1, 2)).isEqualTo(ACCEPTED);
  }

  @Test
  void theNamedAddressTakesOverFromALearnedOne() {
    latch.judge(STRANGER, 1, 0);
    latch.judge(STRANGER, 1, 1);
    latch.judge(STRANGER, 1, 2);

    assertThat(latch.judge(NAMED, 9, 500)).isEqualTo(ACCEPTED);

    assertThat(latch.judge(STRANGER, 1, 3)).isEqualTo(FOREIGN);
    assertThat(latch.destination()).isEqualTo(NAMED);
  }

  @Test
  void aNewSdpAddressStartsOverAndTheSameOneDoesNot() {
    latch.judge(NAMED, 1, 0);
    latch.expect(new InetSocketAddress("192.0.2.1", 4000));
    assertThat(latch.judge(STRANGER, 1, 0)).isEqualTo(FOREIGN);

    latch.expect(NAT);
    assertThat(latch.destination()).isEqualTo(NAT);
    assertThat(latch.judge(NAMED, 1, 1)).isEqualTo(LEARNING);
    assertThat(latch.judge(NAT, 1, 1)).isEqualTo(ACCEPTED);
    assertThat(latch.judge(NAMED, 1, 2)).isEqualTo(FOREIGN);
  }

  @Test
  void hasNoDestinationBeforeAnAddressIsKnown() {
    SourceLatch unknown = new SourceLatch(null);
    assertThat(unknown.destination()).isNull();
    unknown.judge(NAT, 1, 0);
    unknown.judge(NAT, 1, 1);
    unknown.judge(NAT, 1, 2);
    assertThat(unknown.destination()).isEqualTo(NAT);
  }
}
