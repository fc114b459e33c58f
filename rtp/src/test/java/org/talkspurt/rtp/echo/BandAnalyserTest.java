package org.talkspurt.rtp.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.rtp.audio.AudioLevel;

class BandAnalyserTest {

  @Test
  void transformsLikeTheDefinition() {
    Random random = new Random(5);
    int size = 64;
    float[] real = new float[size];
    float[] imaginary = new float[size];
    for (int i = 0; i < size; i++) {
      real[i] = random.nextFloat() - 0.5f;
      imaginary[i] = random.nextFloat() - 0.5f;
    }
    double[] expectedReal = new double[size];
    double[] expectedImaginary = new double[size];
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        double angle = -2 * Math.PI * i * k / size;
        expectedReal[k] += real[i] * Math.cos(angle) - imaginary[i] * Math.sin(angle);
        expectedImaginary[k] += real[i] * Math.sin(angle) + imaginary[i] * Math.cos(angle);
      }
    }

    new Fft(size).transform(real, imaginary);

    for (int k = 0; k < size; k++) {
      assertThat((double) real[k]).isCloseTo(expectedReal[k], within(1e-5));
      assertThat((double) imaginary[k]).isCloseTo(expectedImaginary[k], within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void aToneHasItsLevelInItsBandAlone(int sampleRateHz) {
    BandAnalyser analyser = new BandAnalyser(sampleRateHz);
    // The middle of the sixth band: bins 31 to 35 of 31.25 Hz.
    short[] tone = tone(33 * 31.25, -20, sampleRateHz);
    float[] levels = new float[analyser.bands()];
    analyser.next(tone, 0, levels);
    analyser.next(tone, analyser.blockSamples(), levels);

    assertThat(levels[5]).isCloseTo(-20, within(0.5f));
    for (int band = 0; band < levels.length; band++) {
      if (Math.abs(band - 5) > 1) {
        assertThat(levels[band]).as("band %d", band).isLessThan(-60);
      }
    }
  }

  @Test
  void silenceIsAtTheFloor() {
    BandAnalyser analyser = new BandAnalyser(8_000);
    float[] levels = new float[analyser.bands()];
    analyser.next(new short[80], 0, levels);

    assertThat(levels).containsOnly(BandAnalyser.FLOOR_DBM0);
  }

  private static short[] tone(double frequencyHz, double dbm0, int sampleRateHz) {
    short[] tone = new short[sampleRateHz / 10];
    double amplitude = Math.sqrt(2) * AudioLevel.rmsOfDbm0(dbm0);
    for (int i = 0; i < tone.length; i++) {
      double angle = 2 * Math.PI * frequencyHz * i / sampleRateHz;
      tone[i] = (short) Math.round(amplitude * Math.sin(angle));
    }
    return tone;
  }
}
