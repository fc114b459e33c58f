package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechEdgeTest {

  /** A voiced tone with noise behind it; sd of the noise, amplitude of the tone. */
  private static short[] toneThenNoise(int samples, int toneFrom, int toneTo, int tone, int noise) {
    Random random = new Random(1);
    short[] out = new short[samples];
    for (int i = 0; i < samples; i++) {
      double value = noise * random.nextGaussian();
      if (i >= toneFrom && i < toneTo) {
        value += tone * Math.sin(2 * Math.PI * 180 * i / 16_000);
      }
      out[i] = (short) Math.round(value);
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"3000, 5", "3000, 100", "3000, 400", "300, 20", "100, 5"})
  void findsTheEndWithin5Ms(int tone, int noise) {
    short[] samples = toneThenNoise(4_800, 0, 2_345, tone, noise);

    // Voice activity said silence 60 ms late.
    assertThat(SpeechEdge.endOfSound(samples, 3_300)).isCloseTo(2_345, within(80));
  }

  @ParameterizedTest
  @CsvSource({"3000, 5", "3000, 100", "300, 20"})
  void findsTheBeginningWithin5Ms(int tone, int noise) {
    short[] samples = toneThenNoise(1_536, 700, 1_536, tone, noise);

    assertThat(SpeechEdge.beginOfSound(samples)).isCloseTo(700, within(80));
  }

  @Test
  void silenceHasNoEdges() {
    assertThat(SpeechEdge.endOfSound(new short[1_600], 800)).isZero();
    assertThat(SpeechEdge.beginOfSound(new short[1_600])).isEqualTo(1_600);
    assertThat(SpeechEdge.endOfSound(new short[0], 0)).isZero();
    assertThat(SpeechEdge.beginOfSound(new short[10])).isEqualTo(10);
  }
}
