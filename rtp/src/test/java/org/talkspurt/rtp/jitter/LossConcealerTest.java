package org.talkspurt.rtp.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.jitter.SimulatedCall.sine;
import static org.talkspurt.rtp.jitter.SimulatedCall.speech;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossConcealerTest {

  private static final int HISTORY = 480;
  private static final int FRAME = 160;

  private final PlayoutTrack track = new PlayoutTrack(HISTORY, 2000);
  private final LossConcealer concealer = new LossConcealer(track, new PitchFinder(8000), 8000);

  @ParameterizedTest
  @ValueSource(ints = {90, 125, 220, 400})
  void carriesAVoiceOnInPhase(int hz) {
    short[] voice = sine(hz, 8000, 100);
    hear(voice, 480);
    concealer.extend(FRAME);
    double error = 0;
    double energy = 0;
    for (int i = 0; i < FRAME; i++) {
      double expected = voice[480 + i] * (1 - i / 960.0);
      error += (track.at(i) - expected) * (track.at(i) - expected);
      energy += expected * expected;
    }
    assertThat(error / energy).isLessThan(0.1);
  }

  @Test
  void isSilentAfter120Ms() {
    hear(speech(1000), 1000);
    assertThat(concealer.active()).isFalse();
    concealer.extend(6 * FRAME - 1);
    assertThat(concealer.silent()).isFalse();
    concealer.extend(1);
    assertThat(concealer.silent()).isTrue();
    concealer.extend(FRAME);
    for (int i = 6 * FRAME; i < 7 * FRAME; i++) {
      assertThat(track.at(i)).isZero();
    }
  }

  @Test
  void neverGetsLouderThanWhatWasHeard() {
    short[] voice = speech(3000);
    for (int end = 600; end < voice.length - 2 * FRAME; end += 377) {
      hear(voice, end);
      int loudest = 0;
      for (int i = -HISTORY; i < 0; i++) {
        loudest = Math.max(loudest, Math.abs(track.at(i)));
      }
      concealer.extend(2 * FRAME);
      for (int i = 0; i < 2 * FRAME; i++) {
        assertThat(Math.abs(track.at(i))).as("end %d", end).isLessThan(loudest * 3 / 2 + 100);
      }
      concealer.join(voice, end, FRAME, 0, 0);
    }
  }

  @Test
  void makesUpMoreToMeetTheVoiceInPhase() {
    short[] voice = sine(125, 8000, 200);
    hear(voice, 640);
    concealer.extend(FRAME);
    // the voice went on 10 samples slower than expected
    int shift = concealer.join(voice, 640 + FRAME - 10, FRAME, 0, 100);
    assertThat(shift).isBetween(52, 56);
    assertNoEdge(FRAME + 60, 800);
    assertThat(concealer.active()).isFalse();
  }

  @Test
  void leavesOutTheBeginningIfTheSoundIsLateAlready() {
    short[] voice = sine(125, 8000, 200);
    hear(voice, 640);
    concealer.extend(FRAME);
    int shift = concealer.join(voice, 640 + FRAME - 10, FRAME, -30, 100);
    assertThat(shift).isBetween(-12, -8);
    assertThat(track.ahead()).isEqualTo(2 * FRAME + shift);
    assertNoEdge(FRAME + 60, 800);
  }

  @Test
  void doesNotShiftWhatItCannotMatch() {
    hear(sine(125, 8000, 200), 640);
    concealer.extend(FRAME);
    assertThat(concealer.join(new short[FRAME], 0, FRAME, -30, 100)).isZero();
    assertThat(track.ahead()).isEqualTo(2 * FRAME);
  }

  @Test
  void silenceStaysSilence() {
    hear(new short[1000], 1000);
    concealer.extend(FRAME);
    for (int i = 0; i < FRAME; i++) {
      assertThat(track.at(i)).isZero();
    }
  }

  private void assertNoEdge(int count, int step) {
    for (int i = 0; i < count; i++) {
      assertThat(Math.abs(track.at(i) - track.at(i - 1))).as("sample %d", i).isLessThan(step);
    }
  }

  /** The samples of {@code signal} before {@code end} were played last. */
  private void hear(short[] signal, int end) {
    track.dropAhead();
    track.append(signal, end - HISTORY, HISTORY);
    track.play(new short[HISTORY], 0, HISTORY);
  }
}
