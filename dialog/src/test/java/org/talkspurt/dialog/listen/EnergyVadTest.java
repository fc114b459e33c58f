package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.talkspurt.dialog.spi.VoiceActivityDetector;

class EnergyVadTest {

  private static final int WINDOWS_PER_SECOND = 31;

  private final EnergyVad vad = new EnergyVad();
  private final VoiceActivityDetector.State state = vad.newState();
  private final Random random = new Random(1);

  @Test
  void theFirstWordOfACallIsHeardAtOnce() {
    assertThat(judge(noise(-25))).isGreaterThan(0.95f);
  }

  @Test
  void aWindowTwelveDecibelsAboveALoudRoomIsSpeechAndSixIsNot() {
    settle(-40);

    assertThat(judge(noise(-34))).isLessThan(0.3f);
    assertThat(judge(noise(-28))).isGreaterThan(0.5f);
  }

  @Test
  void aSteadyNoiseIsSpeechForThreeSecondsAtMost() {
    settle(-70);

    assertThat(judge(noise(-35))).isGreaterThan(0.9f);
    settle(-35);
    assertThat(judge(noise(-35))).isLessThan(0.1f);
  }

  @Test
  void theFloorFallsWithTheRoomAtOnce() {
    settle(-35);
    assertThat(judge(noise(-35))).isLessThan(0.1f);
    judge(noise(-60));

    assertThat(judge(noise(-40))).isGreaterThan(0.9f);
  }

  @Test
  void aWordOutlastsItsQuietEndByThreeWindows() {
    settle(-60);
    judge(noise(-25));

    assertThat(judge(noise(-60))).isGreaterThan(0.5f);
    assertThat(judge(noise(-60))).isGreaterThan(0.5f);
    assertThat(judge(noise(-60))).isGreaterThan(0.5f);
    assertThat(judge(noise(-60))).isLessThan(0.1f);
  }

  @Test
  void talkWithPausesStaysSpeech() {
    settle(-55);
    for (int second = 0; second < 20; second++) {
      for (int i = 0; i < WINDOWS_PER_SECOND - 4; i++) {
        assertThat(judge(noise(-30))).isGreaterThan(0.9f);
      }
      for (int i = 0; i < 4; i++) {
        judge(noise(-55));
      }
    }
  }

  @Test
  void aRustleOnADigitallySilentLineIsNotSpeech() {
    for (int i = 0; i < 100; i++) {
      judge(new short[512]);
    }

    assertThat(judge(noise(-60))).isLessThan(0.1f);
  }

  @Test
  void aConstantOffsetIsNoSound() {
    short[] offset = new short[512];
    Arrays.fill(offset, (short) 9_000);

    assertThat(judge(offset)).isLessThan(0.01f);
  }

  @Test
  void fullScaleDoesNotOverflow() {
    short[] square = new short[512];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 8 % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE;
    }

    assertThat(judge(square)).isGreaterThan(0.99f);
  }

  private void settle(double levelDb) {
    for (int i = 0; i < 4 * WINDOWS_PER_SECOND; i++) {
      judge(noise(levelDb));
    }
  }

  private float judge(short[] window) {
    var probabilities = new float[1];
    vad.detect(new VoiceActivityDetector.State[] {state}, new short[][] {window}, 1, probabilities);
    return probabilities[0];
  }

  private short[] noise(double levelDb) {
    double amplitude = 32_768 * Math.pow(10, levelDb / 20);
    short[] window = new short[512];
    for (int i = 0; i < window.length; i++) {
      window[i] = (short) Math.clamp(random.nextGaussian() * amplitude, -32_768, 32_767);
    }
    return window;
  }
}
