package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.audio.AudioLevel;

class BeepDetectorTest {

  /** A line of three seconds with sounds that begin at one second. */
  private static final class Line {
    final int rateHz;
    final double[] pcm;

    Line(int rateHz) {
      this.rateHz = rateHz;
      pcm = new double[6 * rateHz];
    }

    Line tone(double hz, double dbm0, int lastingMs) {
      double amplitude = AudioLevel.rmsOfDbm0(dbm0) * Math.sqrt(2);
      for (int i = 0; i < lastingMs * rateHz / 1_000; i++) {
        pcm[rateHz + i] += amplitude * Math.sin(2 * Math.PI * hz * i / rateHz);
      }
      return this;
    }

    Line noise(double dbm0) {
      Random random = new Random(7);
      double rms = AudioLevel.rmsOfDbm0(dbm0);
      for (int i = 0; i < pcm.length; i++) {
        pcm[i] += rms * random.nextGaussian();
      }
      return this;
    }

    int beeps() {
      BeepDetector detector = new BeepDetector(rateHz);
      int beeps = 0;
      int frame = rateHz / 50;
      for (int from = 0; from + frame <= pcm.length; from += frame) {
        short[] samples = new short[frame];
        for (int i = 0; i < frame; i++) {
          samples[i] = (short) Math.clamp(Math.round(pcm[from + i]), -32_768, 32_767);
        }
        beeps += detector.listen(samples) ? 1 : 0;
      }
      return beeps;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {350, 425, 440, 620, 853, 1_000, 1_100, 1_400, 1_777, 2_100})
  void everyPitchIsABeep(int hz) {
    for (int rateHz : new int[] {8_000, 16_000}) {
      assertThat(new Line(rateHz).tone(hz, -12, 400).beeps()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "200, 1", "500, 1", "2000, 1", "2900, 1", "3400, 0"})
  void aBeepHasALength(int lastingMs, int beeps) {
    assertThat(new Line(8_000).tone(1_000, -12, lastingMs).beeps()).isEqualTo(beeps);
  }

  @Test
  void aFaintOneInNoiseIsFound() {
    assertThat(new Line(8_000).tone(1_000, -30, 400).noise(-45).beeps()).isEqualTo(1);
    assertThat(new Line(8_000).tone(1_000, -50, 400).beeps()).isZero();
  }

  @Test
  void twoTonesAreABeep() {
    assertThat(new Line(8_000).tone(620, -12, 400).tone(1_100, -14, 400).beeps()).isEqualTo(1);
  }

  @Test
  void threeHarmonicsAreAVoice() {
    Line line = new Line(8_000);
    assertThat(line.tone(400, -12, 800).tone(800, -12, 800).tone(1_200, -14, 800).beeps()).isZero();
  }

  @Test
  void noiseAndSirensAreNone() {
    assertThat(new Line(8_000).noise(-15).beeps()).isZero();
    Line siren = new Line(8_000);
    for (int i = 0; i < 4 * 8_000; i++) {
      double hz = 700 + 300 * Math.sin(i / 8_000.0 * 6);
      siren.pcm[i] = 5_000 * Math.sin(2 * Math.PI * hz * i / 8_000);
    }
    assertThat(siren.beeps()).isZero();
  }
}
