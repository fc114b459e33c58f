package org.talkspurt.models.vad;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowRingTest {

  private static final int FRAME = 320;

  private final WindowRing ring = new WindowRing();
  private final short[] window = new short[512];
  private short next = 1;

  @Test
  void aWindowIsTakenWhenItsLastSampleHasCome() {
    offer(FRAME, 100);
    assertThat(ring.take(window)).isFalse();
    offer(FRAME, 200);

    assertThat(ring.completedWindows()).isEqualTo(1);
    assertThat(ring.take(window)).isTrue();
    assertThat(window[0]).isEqualTo((short) 1);
    assertThat(window[511]).isEqualTo((short) 512);
    assertThat(ring.endPosition()).isEqualTo(512);
    assertThat(ring.windowCompletedNs()).isEqualTo(200);
    assertThat(ring.take(window)).isFalse();
  }

  @Test
  void everyWindowKeepsTheTimeOfItsCompletion() {
    for (int i = 1; i <= 8; i++) {
      offer(FRAME, i);
    }

    long[] completed = new long[5];
    for (int i = 0; i < 5; i++) {
      assertThat(ring.take(window)).isTrue();
      completed[i] = ring.windowCompletedNs();
    }
    assertThat(completed).containsExactly(2, 4, 5, 7, 8);
  }

  @Test
  void positionsStayTrueOverAnOverflow() {
    int skipped = 0;
    for (int i = 0; i < 130; i++) {
      skipped += offer(FRAME, 0);
    }
    // 100 frames fit; the ring's last window, the 63rd, is broken after 256 samples.
    assertThat(skipped).isEqualTo(30 * FRAME);
    assertThat(drain()).isEqualTo(62 * 512);
    short first = next;
    assertThat(offer(FRAME, 0)).isZero();
    assertThat(offer(FRAME, 0)).isZero();
    assertThat(ring.offered()).isEqualTo(132 * FRAME);

    assertThat(ring.take(window)).isTrue();
    assertThat(ring.endPosition()).isEqualTo(63 * 512);
    assertThat(window[255]).isEqualTo((short) 32_000);
    assertThat(window[256]).isZero();
    assertThat(ring.take(window)).isTrue();
    assertThat(window[0]).isEqualTo(first);
    assertThat(ring.endPosition()).isEqualTo(130 * FRAME + 512);
  }

  @Test
  void aSecondGapWaitsUntilTheFirstIsRead() {
    overflow();
    takeOne();
    takeOne();
    // Room for the frame: the first gap's note is left, and the ring fills up again.
    assertThat(offer(FRAME, 0)).isZero();
    overflow();
    takeOne();
    takeOne();
    assertThat(offer(FRAME, 0)).isEqualTo(FRAME);
    drain();
    assertThat(offer(FRAME, 0)).isZero();
    long before = ring.offered();
    assertThat(offer(FRAME, 0)).isZero();
    drain();

    assertThat(ring.endPosition()).isEqualTo(before - FRAME + 512);
  }

  @Test
  void aFrameLongerThanTheRingIsSkipped() {
    assertThat(ring.offer(new short[40_000], 40_000, 0)).isEqualTo(40_000);
    assertThat(ring.offer(new short[512], 512, 0)).isZero();

    assertThat(ring.take(window)).isTrue();
    assertThat(ring.endPosition()).isEqualTo(40_512);
  }

  private int offer(int length, long nowNs) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = next++;
    }
    return ring.offer(samples, length, nowNs);
  }

  private void overflow() {
    while (offer(FRAME, 0) == 0) {
      // until it is full
    }
  }

  private void takeOne() {
    assertThat(ring.take(window)).isTrue();
  }

  private long drain() {
    while (ring.take(window)) {
      // until it is empty
    }
    return ring.endPosition();
  }
}
