package org.talkspurt.gateway.caller.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SoundTest {

  /** Loud from 100 to 300 ms of 400. */
  private static short[] loud() {
    short[] pcm = new short[3_200];
    Arrays.fill(pcm, 800, 2_400, (short) 4_000);
    return pcm;
  }

  @Test
  void findsWhereTheSpeechIs() {
    Sound sound = Sound.of("x", loud());
    assertThat(sound.speechStart()).isEqualTo(800);
    assertThat(sound.speechEnd()).isEqualTo(2_400);
    assertThatThrownBy(() -> Sound.of("x", new short[800])).hasMessageContaining("-50");
  }

  @Test
  void pausesWithinTheSpeech() {
    Sound paused = Sound.of("x", loud()).pausedAt(1_600, 500);
    assertThat(paused.pcm()).hasSize(3_200 + 4_000);
    assertThat(Arrays.copyOfRange(paused.pcm(), 1_600, 5_600)).containsOnly((short) 0);
    assertThat(paused.speechEnd()).isEqualTo(6_400);
    assertThat(paused.pauses()).containsExactly(new Sound.Gap(1_600, 5_600));
    assertThatThrownBy(() -> Sound.of("x", loud()).pausedAt(100, 500))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void joinsPartsSoThatTheirSpeechIsThatFarApart() {
    Sound part = Sound.of("x", loud());
    Sound joined = Sound.joined("x", List.of(part, part, part), 500);
    assertThat(joined.pauses())
        .containsExactly(new Sound.Gap(2_400, 6_400), new Sound.Gap(8_000, 12_000));
    assertThat(joined.speechEnd()).isEqualTo(13_600);
    assertThat(Arrays.copyOfRange(joined.pcm(), 2_400, 6_400)).containsOnly((short) 0);
    assertThat(joined.pcm()[6_400]).isEqualTo((short) 4_000);
    assertThat(Sound.joined("x", List.of(part), 500).pcm()).isEqualTo(part.pcm());
  }

  @Test
  void coughsLoudly() {
    Sound cough = Cough.of(new Random(1));
    assertThat(Sound.of("cough", cough.pcm()).speechStart()).isLessThan(80);
    assertThat(cough.pcm()).hasSize(2_400);
  }

  @Test
  void readsWavOfBothRatesAndCodings() throws IOException {
    assertThat(WavFile.narrowband(wav(1, 8_000, 16, new byte[] {1, 2, 3, 4})))
        .containsExactly(0x0201, 0x0403);
    assertThat(WavFile.narrowband(wav(1, 16_000, 16, new byte[6_400]))).hasSize(1_600);
    assertThat(WavFile.narrowband(wav(7, 8_000, 8, new byte[] {(byte) 0xFF, 0})))
        .containsExactly(0, -32_124);
  }

  @Test
  void refusesOtherFiles() {
    assertThatThrownBy(() -> WavFile.narrowband(new byte[3])).hasMessage("expected a WAV file");
    assertThatThrownBy(() -> WavFile.narrowband(wav(1, 44_100, 16, new byte[8])))
        .hasMessageContaining("8 or 16 kHz");
  }

  @Property(tries = 300)
  void takesNoDamagedFileAmiss(@ForAll byte at, @ForAll byte value) {
    byte[] wav = wav(1, 8_000, 16, new byte[80]);
    wav[Math.floorMod(at, wav.length)] = value;
    try {
      WavFile.narrowband(wav);
    } catch (IOException expected) {
      assertThat(expected).hasMessageStartingWith("expected");
    }
  }

  private static byte[] wav(int coding, int rateHz, int bits, byte[] data) {
    ByteBuffer wav = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.length);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) coding).putShort((short) 1).putInt(rateHz).putInt(rateHz * bits / 8);
    wav.putShort((short) (bits / 8)).putShort((short) bits);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return wav.array();
  }
}
