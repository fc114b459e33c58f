package org.talkspurt.models.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.talkspurt.models.TestModels;
import org.talkspurt.models.TestSpeech;
import org.talkspurt.models.onnx.OnnxModelException;

class SmartTurnTest {
  private static final String SET = "smart-turn";
  private static final int RATE_HZ = 16_000;

  private static SmartTurn turn;

  @BeforeAll
  static void load() {
    turn = SmartTurn.load(TestModels.file(SET, "smart-turn-v3.2-cpu.onnx"));
  }

  @AfterAll
  static void close() {
    turn.close();
  }

  /** A sweep whose loudness sways, 2.5 s. */
  private static short[] sweep() {
    short[] sweep = new short[40_000];
    for (int i = 0; i < sweep.length; i++) {
      double t = (double) i / RATE_HZ;
      double sway = 0.5 + 0.5 * Math.sin(2 * Math.PI * 3 * t);
      sweep[i] = (short) Math.rint(6_000 * Math.sin(2 * Math.PI * (150 * t + 200 * t * t)) * sway);
    }
    return sweep;
  }

  /**
   * Reference: the same steps in numpy, and the model in Python's ONNX Runtime 1.28, on processors
   * with and without VNNI. Where 8-bit sums overflow it is 0.037.
   */
  @Test
  void theFeaturesAreThoseTheModelWasTrainedWith() {
    FloatBuffer features = FloatBuffer.allocate(MelBands.COUNT * LogMelFeatures.FRAMES);
    new LogMelFeatures().compute(sweep(), features);

    assertThat(features.get(0)).isCloseTo(-0.1129f, within(1e-3f));
    assertThat(features.get(10 * LogMelFeatures.FRAMES + 300)).isCloseTo(-0.1129f, within(1e-3f));
    assertThat(features.get(5 * LogMelFeatures.FRAMES + 560)).isCloseTo(1.8037f, within(1e-3f));
    assertThat(features.get(20 * LogMelFeatures.FRAMES + 700)).isCloseTo(1.6670f, within(1e-3f));
    assertThat(features.get(40 * LogMelFeatures.FRAMES + 799)).isCloseTo(0.5181f, within(1e-3f));
    assertThat(features.get(79 * LogMelFeatures.FRAMES + 650)).isCloseTo(-0.1129f, within(1e-3f));
    // Its 8-bit arithmetic rounds differently in different versions: 0.189 in 1.32.
    assertThat(turn.detect(sweep())).isCloseTo(0.208f, within(0.03f));
  }

  @Test
  void aFinishedSentenceSoundsFinished() {
    assertThat(turn.detect(TestSpeech.at16kHz(TestSpeech.OPENING_HOURS))).isGreaterThan(0.8f);
  }

  @Test
  void onlyTheLastEightSecondsCount() {
    short[] speech = TestSpeech.at16kHz(TestSpeech.OPENING_HOURS);
    short[] silenceBefore = new short[8 * RATE_HZ];
    System.arraycopy(speech, 0, silenceBefore, silenceBefore.length - speech.length, speech.length);
    short[] longer = new short[20 * RATE_HZ];
    System.arraycopy(speech, 0, longer, longer.length - speech.length, speech.length);

    assertThat(turn.detect(longer)).isCloseTo(turn.detect(silenceBefore), within(1e-5f));
    assertThat(turn.detect(speech)).isCloseTo(turn.detect(silenceBefore), within(1e-3f));
  }

  @Test
  void whateverIsHeardGivesAProbability() {
    Random random = new Random(3);
    for (int length : new int[] {0, 1, 399, 1_600, 60_000, 128_000, 200_000}) {
      short[] noise = new short[length];
      for (int i = 0; i < length; i++) {
        noise[i] = (short) random.nextInt();
      }
      assertThat(turn.detect(noise)).as("%d samples", length).isBetween(0f, 1f);
    }
  }

  @Test
  void framesOfSilenceBeforeTheSoundAreWhatTheyWouldBeComputed() {
    short[] speech = TestSpeech.at16kHz(TestSpeech.OPENING_HOURS);
    FloatBuffer quick = FloatBuffer.allocate(MelBands.COUNT * LogMelFeatures.FRAMES);
    FloatBuffer whole = FloatBuffer.allocate(MelBands.COUNT * LogMelFeatures.FRAMES);
    short[] padded = new short[8 * RATE_HZ];
    System.arraycopy(speech, 0, padded, padded.length - speech.length, speech.length);
    LogMelFeatures features = new LogMelFeatures();
    features.compute(speech, quick);
    features.compute(padded, whole);

    assertThat(quick.array()).containsExactly(whole.array(), within(1e-5f));
  }

  @Test
  void anotherModelIsRefused() {
    var silero = TestModels.file("silero-vad", "silero_vad.onnx");
    assertThatThrownBy(() -> SmartTurn.load(silero))
        .isInstanceOf(OnnxModelException.class)
        .hasMessageContaining("input_features");
  }
}
