package org.talkspurt.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class L16Test {

  @Test
  void sendsTheHighByteFirst() {
    byte[] payload = new byte[6];
    assertThat(new L16(16_000).encode(new short[] {0x1234, -2, Short.MIN_VALUE}, 3, payload))
        .isEqualTo(6);
    assertThat(payload).containsExactly(0x12, 0x34, 0xFF, 0xFE, 0x80, 0x00);
  }

  @Test
  void leavesNothingOut() {
    short[] pcm = TestSound.voice(16_000, 200);
    assertThat(AudioCodecContractTest.roundTrip(new L16(16_000), pcm, 20)).isEqualTo(pcm);
  }

  @Test
  void ignoresHalfASample() {
    assertThat(new L16(8000).decode(new byte[] {1, 2, 3}, 0, 3, new short[4])).isEqualTo(1);
  }

  @Test
  void hasNoOtherRates() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new L16(44_100))
        .withMessageContaining("44100");
  }
}
