package org.talkspurt.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusPacketTest {

  /** RFC 6716 table 2 and the codes 0 to 3 of §3.1. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 10", "1, 0, 0, 20", "2, 0, 0, 40", "3, 0, 0, 60", "11, 1, 0, 120", "12, 0, 0, 10",
    "13, 2, 0, 40", "15, 0, 0, 20", "17, 0, 0, 5", "18, 1, 0, 20", "31, 0, 0, 20", "1, 3, 6, 120",
    "1, 3, 7, 0", "31, 3, 0, 0", "3, 3, 3, 0", "16, 3, 48, 120", "16, 3, 49, 0"
  })
  void knowsItsLength(int configuration, int code, int count, int ms) {
    byte[] packet = {0, (byte) (configuration << 3 | code), (byte) count, 0};
    assertThat(OpusPacket.samples(packet, 1, 3, 16_000)).isEqualTo(16 * ms);
  }

  @Test
  void knowsFramesOf2500Microseconds() {
    assertThat(OpusPacket.samples(new byte[] {(byte) 0x80, 0}, 0, 2, 16_000)).isEqualTo(40);
  }

  @Test
  void isNothingWithoutItsBytes() {
    assertThat(OpusPacket.samples(new byte[0], 0, 0, 16_000)).isZero();
    assertThat(OpusPacket.samples(new byte[] {3}, 0, 1, 16_000)).isZero();
    assertThat(OpusPacket.hasCopyOfPast(new byte[] {8}, 0, 1)).isFalse();
  }
}
