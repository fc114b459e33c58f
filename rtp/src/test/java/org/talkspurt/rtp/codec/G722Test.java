package org.talkspurt.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class G722Test {

  @Test
  void countsItsClockAtHalfItsSamples() {
    assertThat(new G722().clockRateHz()).isEqualTo(8000);
    assertThat(new G722().sampleRateHz()).isEqualTo(16_000);
    assertThat(new G722().samples(new byte[160], 0, 160)).isEqualTo(320);
  }

  /** voice.g722 and voice.g722.s16 are another implementation's ({@link GoldenFiles}). */
  @Test
  void codesBitForBitAsTheOthers() throws IOException {
    short[] said = TestSound.samples(TestSound.resource("voice.s16"));
    byte[] payload = new byte[said.length / 2];
    assertThat(new G722().encode(said, said.length, payload)).isEqualTo(payload.length);
    assertThat(payload).isEqualTo(TestSound.resource("voice.g722"));
  }

  @Test
  void decodesBitForBitAsTheOthers() throws IOException {
    byte[] payload = TestSound.resource("voice.g722");
    short[] heard = new short[2 * payload.length];
    new G722().decode(payload, 0, payload.length, heard);
    assertThat(heard).isEqualTo(TestSound.samples(TestSound.resource("voice.g722.s16")));
  }

  @Test
  void doesNotDependOnTheLengthOfPackets() throws IOException {
    short[] said = TestSound.samples(TestSound.resource("voice.s16"));
    byte[] expected = TestSound.resource("voice.g722");
    for (int ms : new int[] {10, 30, 60}) {
      G722 codec = new G722();
      byte[] payload = new byte[480];
      int step = 16 * ms;
      for (int at = 0; at + step <= said.length; at += step) {
        int length = codec.encode(Arrays.copyOfRange(said, at, at + step), step, payload);
        assertThat(Arrays.copyOf(payload, length))
            .isEqualTo(Arrays.copyOfRange(expected, at / 2, at / 2 + length));
      }
    }
  }

  @Test
  void saturatesInsteadOfWrapping() {
    short[] square = new short[3200];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 80 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    short[] heard = AudioCodecContractTest.roundTrip(new G722(), square, 20);
    for (int i = 800; i < heard.length; i++) {
      int sinceEdge = (i - 22) % 80; // the filters delay by 22 samples
      if (sinceEdge > 8 && sinceEdge < 72) {
        assertThat(heard[i] > 0).as("sample %d", i).isEqualTo((i - 22) / 80 % 2 == 0);
      }
    }
    assertThat(heard).contains(Short.MAX_VALUE, Short.MIN_VALUE);
  }

  @Test
  void keepsSilenceSilent() {
    short[] heard = AudioCodecContractTest.roundTrip(new G722(), new short[16_000], 20);
    for (short sample : heard) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(16); // -66 dBm0
    }
  }
}
