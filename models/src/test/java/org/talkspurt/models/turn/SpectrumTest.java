package org.talkspurt.models.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpectrumTest {

  @Test
  void isThePlainSum() {
    Random random = new Random(5);
    double[] samples = random.doubles(Spectrum.SAMPLES, -1, 1).toArray();
    double[] power = new double[Spectrum.BINS];
    new Spectrum().power(samples, power);

    for (int bin = 0; bin < Spectrum.BINS; bin++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < samples.length; i++) {
        re += samples[i] * Math.cos(2 * Math.PI * i * bin / samples.length);
        im += samples[i] * Math.sin(2 * Math.PI * i * bin / samples.length);
      }
      assertThat(power[bin]).as("bin %d", bin).isCloseTo(re * re + im * im, within(1e-9));
    }
  }
}
