package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScalerTest {

  private static final int HISTORY = 480;

  private final PlayoutTrack track = new PlayoutTrack(HISTORY, 2000);
  private final TimeScaler scaler = new TimeScaler(track, 8000);

  @ParameterizedTest
  @ValueSource(doubles = {100, 160, 200, 400})
  void removesWholePeriodsOfAVoice(double hz) {
    prepare(hz, 8000);
    int removed = scaler.remove(100, 160);
    assertThat(removed).isPositive().isLessThanOrEqualTo(100);
    assertThat(removed % (8000 / hz)).isZero();
    assertThat(track.ahead()).isEqualTo(400 - removed);
    assertIsSine(hz, 8000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 160, 200, 400})
  void insertsWholePeriodsOfAVoice(double hz) {
    prepare(hz, 8000);
    int inserted = scaler.insert(100);
    assertThat(inserted).isPositive();
    assertThat(inserted % (8000 / hz)).isZero();
    assertThat(track.ahead()).isEqualTo(400 + inserted);
    assertIsSine(hz, 8000);
  }

  @Test
  void takesAnyLengthOfAQuietStretch() {
    prepare(130, 100);
    assertThat(scaler.remove(37, 160)).isEqualTo(37);
    assertThat(scaler.insert(41)).isEqualTo(41);
    assertThat(track.ahead()).isEqualTo(404);
  }

  @Test
  void leavesWhatTheFrameNeeds() {
    prepare(200, 8000);
    assertThat(scaler.remove(100, 390)).isZero();
    assertThat(track.ahead()).isEqualTo(400);
  }

  @Test
  void waitsForALikenessAndContentsItselfWithLessInTheEnd() {
    Random random = new Random(2);
    short[] noise = new short[HISTORY + 400];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (3000 * random.nextGaussian());
    }
    fill(noise);
    assertThat(scaler.remove(100, 160)).isZero();
    int ticks = 1;
    while (scaler.remove(100, 160) == 0) {
      ticks++;
    }
    assertThat(ticks).isLessThan(20);
  }

  private void prepare(double hz, double amplitude) {
    short[] signal = new short[HISTORY + 400];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (short) Math.rint(amplitude * Math.sin(2 * Math.PI * hz * (i - HISTORY) / 8000));
    }
    fill(signal);
  }

  private void fill(short[] signal) {
    track.append(signal, 0, signal.length);
    track.play(new short[HISTORY], 0, HISTORY);
  }

  private void assertIsSine(double hz, double amplitude) {
    for (int i = 0; i < track.ahead(); i++) {
      double expected = amplitude * Math.sin(2 * Math.PI * hz * i / 8000);
      assertThat((double) track.at(i)).as("sample %d", i).isCloseTo(expected, within(2.0));
    }
  }
}
