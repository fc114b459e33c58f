package org.talkspurt.rtp.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tolerances of ITU-T Q.24, at any alignment of tone and frame. */
class ToneDetectorTest {

  private static final int RATE_HZ = 8000;
  private static final double FULL_SCALE_DBM0 = 3.14;

  private static final class Line {
    final double[] samples;
    final Random noise = new Random(5);

    Line(int ms) {
      samples = new double[RATE_HZ * ms / 1000];
    }

    Line tone(double hz, double dbm0, double fromMs, double ms) {
      double amplitude = 32_767 * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20);
      int from = (int) (fromMs * RATE_HZ / 1000);
      int to = from + (int) (ms * RATE_HZ / 1000);
      for (int i = from; i < to; i++) {
        samples[i] += amplitude * Math.sin(2 * Math.PI * hz * i / RATE_HZ + 0.7);
      }
      return this;
    }

    Line key(char key, double fromMs, double ms) {
      return tone(KeyTones.rowHz(key), -10, fromMs, ms)
          .tone(KeyTones.columnHz(key), -10, fromMs, ms);
    }

    Line noise(double dbm0) {
      // the power of a sine of that level
      double rms = 32_767 * Math.pow(10, (dbm0 - FULL_SCALE_DBM0) / 20) / Math.sqrt(2);
      for (int i = 0; i < samples.length; i++) {
        samples[i] += rms * noise.nextGaussian();
      }
      return this;
    }

    String keys() {
      short[] pcm = new short[samples.length];
      for (int i = 0; i < pcm.length; i++) {
        pcm[i] = (short) Math.clamp(Math.round(samples[i]), -32_768, 32_767);
      }
      return heard(new ToneDetector(RATE_HZ), pcm, 160);
    }
  }

  private static String heard(ToneDetector detector, short[] pcm, int frame) {
    StringBuilder keys = new StringBuilder();
    for (int from = 0; from + frame <= pcm.length; from += frame) {
      char key = detector.listen(Arrays.copyOfRange(pcm, from, from + frame));
      if (key != 0) {
        keys.append(key);
      }
    }
    return keys.toString();
  }

  @Test
  void everyKeyOfFortyMillisecondsIsHeardOnceAtAnyAlignment() {
    for (char key : "0123456789*#ABCD".toCharArray()) {
      for (double fromMs = 50; fromMs < 70; fromMs += 1.25) {
        assertThat(new Line(200).key(key, fromMs, 40).noise(-50).keys())
            .as("%s from %s ms", key, fromMs)
            .isEqualTo(String.valueOf(key));
      }
    }
  }

  @Test
  void aPauseOfFortyMillisecondsPartsTheSameKey() {
    for (double fromMs = 50; fromMs < 70; fromMs += 1.25) {
      assertThat(new Line(300).key('5', fromMs, 40).key('5', fromMs + 80, 40).keys())
          .isEqualTo("55");
    }
  }

  @Test
  void anInterruptionOfTenMillisecondsDoesNot() {
    assertThat(new Line(300).key('5', 50, 60).key('5', 120, 80).keys()).isEqualTo("5");
  }

  @Test
  void aLongHoldIsOneKey() {
    assertThat(new Line(5000).key('9', 50, 4900).noise(-45).keys()).isEqualTo("9");
  }

  @Test
  void shortBlipsAreNoKeys() {
    for (double fromMs = 50; fromMs < 70; fromMs += 1.25) {
      assertThat(new Line(200).key('3', fromMs, 18).keys()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', 'D', '0', '3', 'A'})
  void frequenciesAreTakenToOneAndAHalfPercentAndRefusedFromThreeAndAHalf(char key) {
    for (double row : new double[] {-1.5, 0, 1.5}) {
      for (double column : new double[] {-1.5, 0, 1.5}) {
        assertThat(detuned(key, row, column)).as("%s %s", row, column).isEqualTo("" + key);
      }
    }
    for (double off : new double[] {-3.5, 3.5}) {
      assertThat(detuned(key, off, 0)).as("row %s", off).isEmpty();
      assertThat(detuned(key, 0, off)).as("column %s", off).isEmpty();
    }
  }

  private static String detuned(char key, double rowPercent, double columnPercent) {
    return new Line(400)
        .tone(KeyTones.rowHz(key) * (1 + rowPercent / 100), -10, 53, 80)
        .tone(KeyTones.columnHz(key) * (1 + columnPercent / 100), -10, 53, 80)
        .keys();
  }

  @ParameterizedTest
  @CsvSource({
    "-10,-6,true",
    "-6,-14,true",
    "-10,-3,false",
    "-3,-15,false",
    "-25,-25,true",
    "-40,-40,false",
    "-3,-3,true"
  })
  void levelsAndTwistHaveBounds(double rowDbm0, double columnDbm0, boolean heard) {
    assertThat(new Line(400).tone(770, rowDbm0, 50, 80).tone(1336, columnDbm0, 50, 80).keys())
        .isEqualTo(heard ? "5" : "");
  }

  @Test
  void noiseAndSingleTonesAreNoKeys() {
    assertThat(new Line(60_000).noise(-10).keys()).isEmpty();
    assertThat(new Line(1000).tone(770, -10, 0, 1000).keys()).isEmpty();
    assertThat(new Line(1000).tone(440, -10, 0, 1000).tone(350, -10, 0, 1000).keys())
        .as("dial tone")
        .isEmpty();
    assertThat(new Line(200).key('5', 50, 100).noise(-28).keys()).as("in noise").isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 16_000, 48_000})
  void whatTheGeneratorMakesIsHeardAtAnyRate(int rateHz) {
    DualTone tone = new DualTone(rateHz, 120);
    short[] pcm = new short[rateHz * 4];
    int at = 0;
    for (char key : "0123456789*#ABCD".toCharArray()) {
      tone.begin(key);
      for (int i = 0; i < rateHz / 5; i++) {
        pcm[at++] = tone.next();
      }
    }
    assertThat(heard(new ToneDetector(rateHz), pcm, rateHz / 50)).isEqualTo("0123456789*#ABCD");
  }

  /** Talk-off: a voice must not press keys. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 3})
  void speechIsNoKeys(double gain) throws IOException {
    short[] speech = speech();
    ToneDetector detector = new ToneDetector(16_000);
    int muted = 0;
    int frames = 0;
    for (int from = 0; from + 320 <= speech.length; from += 320) {
      short[] frame = Arrays.copyOfRange(speech, from, from + 320);
      for (int i = 0; i < frame.length; i++) {
        frame[i] = (short) Math.clamp(Math.round(frame[i] * gain), -32_768, 32_767);
      }
      assertThat((int) detector.listen(frame)).isZero();
      muted += detector.sounds() ? 1 : 0;
      frames++;
    }
    assertThat(frames).isGreaterThan(40);
    assertThat(muted).isZero();
  }

  private static short[] speech() throws IOException {
    try (InputStream in = ToneDetectorTest.class.getResourceAsStream("/codec/voice.s16")) {
      byte[] bytes = in.readAllBytes();
      short[] pcm = new short[bytes.length / 2];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
      return pcm;
    }
  }
}
