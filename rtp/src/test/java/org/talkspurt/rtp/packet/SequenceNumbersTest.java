package org.talkspurt.rtp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceNumbersTest {

  @Test
  void measuresAcrossTheWrap() {
    assertThat(SequenceNumbers.distance(1, 65_530)).isEqualTo(7);
    assertThat(SequenceNumbers.distance(65_530, 1)).isEqualTo(-7);
    assertThat(SequenceNumbers.timestampDistance(5, 0xFFFF_FFFBL)).isEqualTo(10);
    assertThat(SequenceNumbers.timestampDistance(0xFFFF_FFFBL, 5)).isEqualTo(-10);
  }

  @Test
  void extendsForwardsAndBackwardsAcrossTheWrap() {
    assertThat(SequenceNumbers.extend(65_534, 3)).isEqualTo(65_539);
    assertThat(SequenceNumbers.extend(65_539, 65_534)).isEqualTo(65_534);
    assertThat(SequenceNumbers.extend(2, 65_535)).isEqualTo(-1);
    assertThat(SequenceNumbers.extendTimestamp(0xFFFF_FFFFL, 9)).isEqualTo(0x1_0000_0009L);
  }

  @Property
  void extendsToTheNearest(
      @ForAll @LongRange(min = 0, max = 1L << 40) long reference,
      @ForAll @IntRange(min = -32_768, max = 32_767) int step) {
    long extended = reference + step;
    assertThat(SequenceNumbers.extend(reference, (int) (extended & 0xFFFF))).isEqualTo(extended);
  }

  @Property
  void extendsTimestampsToTheNearest(
      @ForAll @LongRange(min = 0, max = 1L << 40) long reference, @ForAll int step) {
    long extended = reference + step;
    assertThat(SequenceNumbers.extendTimestamp(reference, extended & 0xFFFF_FFFFL))
        .isEqualTo(extended);
  }
}
