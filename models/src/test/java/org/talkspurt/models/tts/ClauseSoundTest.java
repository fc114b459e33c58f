package org.talkspurt.models.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClauseSoundTest {

  private static final int RATE_HZ = 22_050;

  /** A tone between two silences, each a tenth of a second. */
  private static float[] tone(double amplitude, double seconds) {
    int silence = RATE_HZ / 10;
    float[] samples = new float[2 * silence + (int) (seconds * RATE_HZ)];
    for (int i = silence; i < samples.length - silence; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * 440 * i / RATE_HZ));
    }
    return samples;
  }

  @Test
  void bringsQuietAndLoudToOneLevel() {
    for (double amplitude : new double[] {0.01, 0.9}) {
      short[] pcm = ClauseSound.finish(tone(amplitude, 1), RATE_HZ, -16);
      // A sine of -16 dBm0: 19.14 dB below full scale.
      assertThat(peak(pcm)).isCloseTo((int) (32_767 * Math.pow(10, -19.14 / 20)), within(120));
    }
  }

  @Test
  void cutsSilenceButNotTheSoftBeginning() {
    short[] pcm = ClauseSound.finish(tone(0.5, 1), RATE_HZ, -16);

    assertThat(pcm.length).isBetween(RATE_HZ + RATE_HZ / 100, RATE_HZ + RATE_HZ * 45 / 1_000);
  }

  @Test
  void theFirstPacketIsHeardHoweverSoftTheBeginning() {
    for (double riseS : new double[] {0.01, 0.1, 0.4}) {
      float[] samples = tone(0.5, 1);
      int silence = RATE_HZ / 10;
      for (int i = silence; i < silence + riseS * RATE_HZ; i++) {
        samples[i] *= (float) Math.pow((i - silence) / (riseS * RATE_HZ), 4);
      }
      short[] pcm = ClauseSound.finish(samples, RATE_HZ, -16);
      double power = 0;
      for (int i = 0; i < RATE_HZ / 50; i++) {
        power += pcm[i] * (double) pcm[i] / (RATE_HZ / 50);
      }

      assertThat(Math.sqrt(power)).isGreaterThan(SpeechLevel.rms(-50));
    }
  }

  @Test
  void saysNothingForSilenceOrNonsense() {
    assertThat(ClauseSound.finish(new float[0], RATE_HZ, -16)).isEmpty();
    assertThat(ClauseSound.finish(new float[5_000], RATE_HZ, -16)).isEmpty();
    float[] broken = new float[5_000];
    Arrays.fill(broken, Float.NaN);
    assertThat(ClauseSound.finish(broken, RATE_HZ, -16)).isEmpty();
  }

  @Test
  void doesNotBlowUpNoise() {
    assertThat(peak(ClauseSound.finish(tone(1e-5, 1), RATE_HZ, -16))).isLessThan(20);
  }

  @Test
  void turnsPeaksDownInsteadOfClippingThem() {
    float[] samples = tone(0.02, 1);
    for (int i = 0; i < 5; i++) {
      samples[8_000 + i] = i % 2 == 0 ? 0.9f : -0.9f;
    }

    assertThat(peak(ClauseSound.finish(samples, RATE_HZ, -16)))
        .isLessThanOrEqualTo((int) PeakLimiter.CEILING + 1);
  }

  @Test
  void limitsAtTheVeryEdges() {
    float[] samples = {60_000, 0, 0, 0, -90_000};
    PeakLimiter.limit(samples, RATE_HZ);

    for (float sample : samples) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(PeakLimiter.CEILING * 1.0001f);
    }
  }

  @Test
  void leavesWhatFitsAlone() {
    float[] samples = {1_000, -27_000, 5};
    PeakLimiter.limit(samples, RATE_HZ);

    assertThat(samples).containsExactly(1_000, -27_000, 5);
  }

  private static int peak(short[] pcm) {
    int peak = 0;
    for (short sample : pcm) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }
}
