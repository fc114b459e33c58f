package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceSequenceTest {

  private final SourceSequence sequence = new SourceSequence();

  private boolean followsGap(int sequenceNumber) {
    sequence.arrived(sequenceNumber);
    return sequence.followsGap();
  }

  @Test
  void aSourceBeginsWithoutAGap() {
    assertThat(followsGap(700)).isFalse();
    sequence.reset();
    assertThat(followsGap(9_000)).isFalse();
  }

  @Test
  void aGapIsBeforeThePacketThatSkipsNumbersOnly() {
    sequence.arrived(65_534);
    assertThat(followsGap(65_535)).isFalse();
    assertThat(followsGap(1)).isTrue(); // 0 is missing
    assertThat(followsGap(0)).isFalse(); // it was late
    assertThat(followsGap(1)).isFalse(); // twice
    assertThat(followsGap(2)).isFalse();
  }

  @Test
  void aSourceThatStartsAnewHasNoGap() {
    sequence.arrived(10);
    assertThat(followsGap(30_000)).isFalse(); // believed only if another follows
    assertThat(followsGap(30_001)).isFalse();
  }
}
