package org.talkspurt.models.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.TestSpeech;

/** What a conversation relies on, whichever detector it has. */
abstract class VoiceActivityDetectorContract {

  private static final short[] SPEECH = TestSpeech.at16kHz(TestSpeech.OPENING_HOURS);
  private static final short[] SILENCE = new short[3 * 16_000];

  private VoiceActivityDetector detector;

  abstract VoiceActivityDetector newDetector();

  @BeforeEach
  void open() {
    detector = newDetector();
  }

  @AfterEach
  void close() {
    detector.close();
  }

  @Test
  void silenceIsNotSpeech() {
    assertThat(judge(SILENCE)).allSatisfy(p -> assertThat(p).isBetween(0f, 0.3f));
  }

  @Test
  void speechOverATelephoneIsSpeech() {
    var probabilities = judge(SPEECH);

    assertThat(probabilities).allSatisfy(p -> assertThat(p).isBetween(0f, 1f));
    assertThat(share(probabilities)).isGreaterThan(0.6);
    assertThat(probabilities).anySatisfy(p -> assertThat(p).isGreaterThan(0.9f));
  }

  @Test
  void quietSpeechIsSpeech() {
    assertThat(share(judge(scaled(SPEECH, 0.1)))).isGreaterThan(0.5);
  }

  @Test
  void theEndOfSpeechIsNoticedWithinAThirdOfASecond() {
    var probabilities = judge(concatenated(SPEECH, SILENCE));
    int tail = (SPEECH.length + 16_000 / 3) / detector.windowSamples() + 1;

    assertThat(probabilities.subList(tail, probabilities.size()))
        .allSatisfy(p -> assertThat(p).isLessThan(0.3f));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000})
  void aSteadyNoiseIsNotSpeechForLong(int amplitude) {
    var random = new Random(7);
    short[] noise = new short[5 * 16_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) Math.clamp(random.nextGaussian() * amplitude, -32_768, 32_767);
    }
    var probabilities = judge(noise);

    assertThat(probabilities.subList(3 * 31, probabilities.size()))
        .allSatisfy(p -> assertThat(p).isBetween(0f, 0.4f));
  }

  @Test
  void toneBurstsLeaveNothingBehind() {
    short[] bursts = new short[4 * 16_000];
    for (int i = 0; i < 2 * 16_000; i++) {
      if (i / 3_200 % 2 == 0) {
        bursts[i] = (short) (8_000 * Math.sin(2 * Math.PI * 1_000 * i / 16_000));
      }
    }
    var probabilities = judge(bursts);

    assertThat(probabilities).allSatisfy(p -> assertThat(p).isBetween(0f, 1f));
    assertThat(probabilities.subList(3 * 31, probabilities.size()))
        .allSatisfy(p -> assertThat(p).isLessThan(0.3f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 33, 70})
  void callsInOneBatchAreJudgedAsEachAlone(int calls) {
    short[][] streams = new short[calls][];
    for (int i = 0; i < calls; i++) {
      streams[i] = Arrays.copyOfRange(SPEECH, i * 900, i * 900 + 8 * detector.windowSamples());
      streams[i] = i % 3 == 2 ? new short[streams[i].length] : streams[i];
    }
    var together = judgeTogether(streams);

    for (int i = 0; i < calls; i++) {
      var alone = judgeTogether(streams[i])[0];
      for (int w = 0; w < alone.length; w++) {
        assertThat(together[i][w]).isCloseTo(alone[w], within(1e-4f));
      }
    }
  }

  @Test
  void aCallsPlaceInTheBatchDoesNotMatter() {
    short[] first = Arrays.copyOf(SPEECH, 8 * detector.windowSamples());
    short[] second = new short[first.length];
    var there = judgeTogether(first, second);
    var back = judgeTogether(second, first);

    assertThat(there[0]).containsExactly(back[1], within(1e-4f));
    assertThat(there[1]).containsExactly(back[0], within(1e-4f));
  }

  @Test
  void placesBeyondTheCountAreLeftAlone() {
    var states = new VoiceActivityDetector.State[] {detector.newState(), detector.newState()};
    short[] window = new short[detector.windowSamples()];
    float[] probabilities = {-1, -1};
    detector.detect(states, new short[][] {window, window}, 1, probabilities);

    assertThat(probabilities[0]).isNotNegative();
    assertThat(probabilities[1]).isEqualTo(-1);
  }

  private List<Float> judge(short[] stream) {
    var probabilities = new ArrayList<Float>();
    for (float p : judgeTogether(stream)[0]) {
      probabilities.add(p);
    }
    return probabilities;
  }

  /** Probabilities by stream and window; all streams have the same length. */
  private float[][] judgeTogether(short[]... streams) {
    int length = detector.windowSamples();
    int windows = streams[0].length / length;
    var states = new VoiceActivityDetector.State[streams.length];
    for (int i = 0; i < states.length; i++) {
      states[i] = detector.newState();
    }
    float[][] result = new float[streams.length][windows];
    short[][] present = new short[streams.length][];
    float[] probabilities = new float[streams.length];
    for (int w = 0; w < windows; w++) {
      for (int i = 0; i < streams.length; i++) {
        present[i] = Arrays.copyOfRange(streams[i], w * length, (w + 1) * length);
      }
      detector.detect(states, present, streams.length, probabilities);
      for (int i = 0; i < streams.length; i++) {
        result[i][w] = probabilities[i];
      }
    }
    return result;
  }

  /** How many of the windows are rather speech than not, 0..1. */
  private static double share(List<Float> probabilities) {
    return (double) probabilities.stream().filter(p -> p > 0.5f).count() / probabilities.size();
  }

  private static short[] scaled(short[] samples, double factor) {
    short[] scaled = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      scaled[i] = (short) (samples[i] * factor);
    }
    return scaled;
  }

  private static short[] concatenated(short[] first, short[] second) {
    short[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
