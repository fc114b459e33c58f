package org.talkspurt.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class G711Test {

  static AudioCodec[] laws() {
    return new AudioCodec[] {new Pcmu(), new Pcma()};
  }

  @Test
  void hasTheValuesOfTheRecommendation() {
    assertThat(value(new Pcmu(), 0xFF)).isZero();
    assertThat(value(new Pcmu(), 0x7F)).isZero();
    assertThat(value(new Pcmu(), 0xFE)).isEqualTo(8);
    assertThat(value(new Pcmu(), 0x80)).isEqualTo(32_124);
    assertThat(value(new Pcmu(), 0x00)).isEqualTo(-32_124);
    assertThat(value(new Pcma(), 0xD5)).isEqualTo(8);
    assertThat(value(new Pcma(), 0x55)).isEqualTo(-8);
    assertThat(value(new Pcma(), 0xAA)).isEqualTo(32_256);
    assertThat(value(new Pcma(), 0x2A)).isEqualTo(-32_256);
  }

  @Test
  void decodesAsTheJdksOwnDecoder() throws IOException {
    assertThat(values(new Pcmu())).isEqualTo(decodedByJdk(Encoding.ULAW));
    assertThat(values(new Pcma())).isEqualTo(decodedByJdk(Encoding.ALAW));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void encodesEveryValueToItsOwnCode(AudioCodec law) {
    short[] values = values(law);
    byte[] codes = new byte[256];
    law.encode(values, 256, codes);
    for (int code = 0; code < 256; code++) {
      boolean negativeZero = law instanceof Pcmu && code == 0x7F; // 0 is coded as positive
      assertThat(codes[code]).isEqualTo((byte) (negativeZero ? 0xFF : code));
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void encodesEverySampleToTheValueInTheMiddleOfItsInterval(AudioCodec law) {
    short[] sample = new short[1];
    byte[] code = new byte[1];
    short[] decoded = new short[1];
    int last = Short.MIN_VALUE;
    for (int i = Short.MIN_VALUE; i <= Short.MAX_VALUE; i++) {
      sample[0] = (short) i;
      law.encode(sample, 1, code);
      law.decode(code, 0, 1, decoded);
      assertThat(decoded[0]).isGreaterThanOrEqualTo((short) last);
      int overload = law instanceof Pcmu ? 32_636 : 32_768;
      int clipped = Math.clamp(i, -overload, overload);
      assertThat(Math.abs(decoded[0] - clipped)).isLessThanOrEqualTo(interval(law, decoded[0]) / 2);
      last = decoded[0];
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void decodesAStretchOfADatagram(AudioCodec law) {
    byte[] datagram = new byte[172];
    new Random(1).nextBytes(datagram);
    short[] pcm = new short[480];
    assertThat(law.decode(datagram, 12, 160, pcm)).isEqualTo(160);
    assertThat(pcm[0]).isEqualTo((short) value(law, datagram[12]));
    assertThat(pcm[159]).isEqualTo((short) value(law, datagram[171]));
    assertThat(pcm[160]).isZero();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void refusesAPayloadThatDoesNotFit(AudioCodec law) {
    assertThat(law.decode(new byte[481], 0, 481, new short[480])).isZero();
  }

  @Test
  void fillsSilentPacketsWithTheQuietestCode() {
    assertThat(value(new Pcmu(), Pcmu.SILENCE)).isZero();
    assertThat(value(new Pcma(), Pcma.SILENCE)).isEqualTo(8);
  }

  /** Intervals double from segment to segment; µ-law's segments are shifted by 132. */
  private static int interval(AudioCodec law, int value) {
    int magnitude = Math.abs(value);
    int shifted = law instanceof Pcmu ? magnitude + 132 : Math.max(magnitude, 256);
    return Integer.highestOneBit(shifted) / 16;
  }

  private static int value(AudioCodec law, int code) {
    return values(law)[code & 0xFF];
  }

  private static short[] values(AudioCodec law) {
    short[] values = new short[256];
    law.decode(allCodes(), 0, 256, values);
    return values;
  }

  private static byte[] allCodes() {
    byte[] codes = new byte[256];
    for (int i = 0; i < 256; i++) {
      codes[i] = (byte) i;
    }
    return codes;
  }

  private static short[] decodedByJdk(Encoding law) throws IOException {
    AudioFormat coded = new AudioFormat(law, 8000, 8, 1, 1, 8000, false);
    AudioFormat linear = new AudioFormat(Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000, false);
    AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(allCodes()), coded, allCodes().length);
    byte[] bytes = AudioSystem.getAudioInputStream(linear, in).readAllBytes();
    short[] values = new short[256];
    for (int i = 0; i < 256; i++) {
      values[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
    }
    return values;
  }
}
