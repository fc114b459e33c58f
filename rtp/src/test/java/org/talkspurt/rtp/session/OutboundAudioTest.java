package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutboundAudioTest {

  private static final int FRAME = 160;
  private static final short LOUD = 10_000;

  private final OutboundAudio audio = new OutboundAudio(8000);
  private final short[] frame = new short[FRAME];

  @Test
  void playsOffersInOrderAcrossFrameBordersThenSilence() {
    audio.offer(ramp(1, 100));
    audio.offer(ramp(101, 100));

    assertThat(audio.takeFrame(frame, FRAME)).isTrue();
    assertThat(frame).isEqualTo(ramp(1, FRAME));
    assertThat(audio.queuedSamples()).isEqualTo(40);
    assertThat(audio.playedSamples()).isEqualTo(160);

    assertThat(audio.takeFrame(frame, FRAME)).isTrue();
    assertThat(Arrays.copyOf(frame, 40)).isEqualTo(ramp(161, 40));
    assertThat(Arrays.copyOfRange(frame, 40, FRAME)).containsOnly((short) 0);

    assertThat(audio.takeFrame(frame, FRAME)).isFalse();
    assertThat(frame).containsOnly((short) 0);
    assertThat(audio.playedSamples()).isEqualTo(200);
  }

  @Test
  void pausesWithinOneFrameWithoutAClickAndGoesOnWhereItStopped() {
    audio.offer(constant(4 * FRAME));
    audio.takeFrame(frame, FRAME);

    audio.pause();
    assertThat(audio.takeFrame(frame, FRAME)).isTrue();
    assertThat(largestStep(LOUD, frame)).isLessThan(300);
    assertThat(Arrays.copyOfRange(frame, 40, FRAME)).containsOnly((short) 0);
    assertThat(audio.takeFrame(frame, FRAME)).isFalse();
    assertThat(audio.playedSamples()).isEqualTo(FRAME);
    assertThat(audio.queuedSamples()).isEqualTo(3 * FRAME);

    audio.resume();
    assertThat(audio.takeFrame(frame, FRAME)).isTrue();
    assertThat(largestStep(0, frame)).isLessThan(300);
    assertThat(frame[FRAME - 1]).isEqualTo(LOUD);
    assertThat(audio.playedSamples()).isEqualTo(2 * FRAME);
  }

  @Test
  void pauseAndResumeBetweenTwoFramesIsNotHeard() {
    audio.offer(constant(4 * FRAME));
    audio.takeFrame(frame, FRAME);

    audio.pause();
    audio.resume();
    audio.takeFrame(frame, FRAME);
    assertThat(frame).containsOnly(LOUD);

    audio.pause();
    audio.takeFrame(frame, FRAME);
    assertThat(largestStep(LOUD, frame)).isLessThan(300);
  }

  @Test
  void pauseOfSilenceStaysSilent() {
    audio.offer(constant(FRAME));

    audio.pause();

    assertThat(audio.takeFrame(frame, FRAME)).isFalse();
    assertThat(frame).containsOnly((short) 0);
    assertThat(audio.queuedSamples()).isEqualTo(FRAME);
  }

  @Test
  void clearFadesOutUnderWhatIsOfferedNext() {
    audio.offer(constant(4 * FRAME));
    audio.takeFrame(frame, FRAME);

    audio.clear();
    assertThat(audio.queuedSamples()).isZero();
    audio.offer(new short[FRAME]);
    audio.takeFrame(frame, FRAME);

    assertThat(largestStep(LOUD, frame)).isLessThan(300);
    assertThat(audio.playedSamples()).isEqualTo(2 * FRAME);
  }

  @Test
  void clearEndsAPauseAndFinishesItsFade() {
    audio.offer(constant(4 * FRAME));
    audio.takeFrame(frame, FRAME);

    audio.pause();
    audio.clear();
    assertThat(audio.paused()).isFalse();
    audio.takeFrame(frame, FRAME);
    assertThat(largestStep(LOUD, frame)).isLessThan(300);

    audio.offer(constant(FRAME));
    audio.takeFrame(frame, FRAME);
    assertThat(frame).containsOnly(LOUD);
  }

  @Test
  void fadesWhatIsLeftWhenItIsShorterThanAFade() {
    audio.offer(constant(FRAME + 10));
    audio.takeFrame(frame, FRAME);

    audio.pause();
    audio.takeFrame(frame, FRAME);

    assertThat(largestStep(LOUD, frame)).isLessThan(1000);
    assertThat(Arrays.copyOfRange(frame, 10, FRAME)).containsOnly((short) 0);
  }

  @Test
  void refusesOffersBeyondSixtySeconds() {
    short[] second = constant(8000);
    for (int i = 0; i < 60; i++) {
      assertThat(audio.offer(second)).isTrue();
    }

    assertThat(audio.offer(second)).isFalse();
    assertThat(audio.queuedSamples()).isEqualTo(60 * 8000);

    audio.takeFrame(frame, FRAME);
    assertThat(audio.offer(second)).isTrue();
  }

  @Test
  void remembersWhenAudioWasSentLast() {
    assertThat(audio.lastSentNs()).isEqualTo(Long.MIN_VALUE);
    audio.markSent(-5);
    assertThat(audio.lastSentNs()).isEqualTo(-5);
  }

  private static int largestStep(int before, short[] samples) {
    int largest = 0;
    int previous = before;
    for (short sample : samples) {
      largest = Math.max(largest, Math.abs(sample - previous));
      previous = sample;
    }
    return largest;
  }

  private static short[] constant(int samples) {
    short[] result = new short[samples];
    Arrays.fill(result, LOUD);
    return result;
  }

  private static short[] ramp(int from, int samples) {
    short[] result = new short[samples];
    for (int i = 0; i < samples; i++) {
      result[i] = (short) (from + i);
    }
    return result;
  }
}
