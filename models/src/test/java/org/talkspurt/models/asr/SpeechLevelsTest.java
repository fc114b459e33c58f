package org.talkspurt.models.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeechLevelsTest {

  private static boolean maySpeak(short[] samples) {
    return SpeechLevels.of(samples, 0, samples.length).maySpeak();
  }

  private static short[] mixed(short[] sound, double gain, double noise) {
    var random = new Random(1);
    short[] mixed = new short[sound.length];
    for (int i = 0; i < sound.length; i++) {
      mixed[i] = (short) (gain * sound[i] + noise * random.nextGaussian());
    }
    return mixed;
  }

  @Test
  void measuresInDecibelsOfFullScale() {
    short[] square = new short[3_200];
    for (int i = 0; i < square.length; i++) {
      square[i] = (short) (i / 8 % 2 == 0 ? 3_277 : -3_277);
    }

    var levels = SpeechLevels.of(square, 0, square.length);

    assertThat(levels.loud()).isCloseTo(-20, within(0.01));
    assertThat(levels.quiet()).isCloseTo(-20, within(0.01));
  }

  @Test
  void letsSpeechPassHoweverQuietOrNoisy() {
    short[] speech = SpokenClip.all().getFirst().at16kHz();

    assertThat(maySpeak(speech)).isTrue();
    assertThat(maySpeak(mixed(speech, 0.03, 0))).isTrue();
    assertThat(maySpeak(mixed(speech, 0.5, 500))).isTrue();
  }

  @Test
  void stopsSilenceAndSteadyNoise() {
    assertThat(maySpeak(new short[16_000])).isFalse();
    assertThat(maySpeak(mixed(new short[16_000], 0, 20))).isFalse();
    assertThat(maySpeak(mixed(new short[16_000], 0, 3_000))).isFalse();
    assertThat(maySpeak(mixed(new short[1_600], 0, 3_000))).isFalse();
  }
}
