package org.talkspurt.models.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebRtcEchoCancellerTest {
  private static final int FRAME = 160;
  private final FakeBlockProcessor processor = new FakeBlockProcessor();
  private int closings;
  private WebRtcEchoCanceller canceller = canceller(false);

  private WebRtcEchoCanceller canceller(boolean always) {
    return new WebRtcEchoCanceller(8_000, processor, always, () -> closings++);
  }

  /** A tick: receives a level, sends another; gives what is left of the received. */
  private short[] tick(int receivedLevel, int sentLevel) {
    short[] received = level(receivedLevel);
    canceller.onReceived(received);
    canceller.onSent(level(sentLevel), FRAME);
    return received;
  }

  private static short[] level(int level) {
    short[] samples = new short[FRAME];
    Arrays.fill(samples, (short) level);
    return samples;
  }

  @Test
  void itRestsAndLeavesTheSoundAsItIsWhileNothingWasSent() {
    for (int i = 0; i < 50; i++) {
      assertThat(tick(-1_234, 0)).containsOnly(-1_234);
    }
    assertThat(processor.received).isZero();
  }

  @Test
  void itWorksWhileWhatWasSentMayComeBackAndRestsAgain() {
    tick(300, 1_000);
    assertThat(tick(300, 0)).endsWith(-300);
    for (int i = 0; i < 28; i++) {
      assertThat(tick(300, 0)).containsOnly(-300);
    }
    for (int i = 0; i < 3; i++) {
      tick(300, 0);
    }
    int worked = processor.received;
    assertThat(tick(300, 0)).containsOnly(300);
    assertThat(processor.received).isEqualTo(worked);
  }

  @Test
  void itNeverRestsWhenThereIsOtherWork() {
    canceller = canceller(true);
    tick(300, 0);
    assertThat(tick(300, 0)).containsOnly(-300);
  }

  @Test
  void whatIsSentIsToldInStepWithWhatIsReceived() {
    canceller = canceller(true);
    short[] sixtyMs = new short[3 * FRAME];
    Arrays.fill(sixtyMs, (short) 500);
    canceller.onSent(sixtyMs, sixtyMs.length);
    for (int i = 0; i < 4; i++) {
      canceller.onReceived(level(0));
    }
    // two blocks fill its delay first
    assertThat(processor.sent).containsExactly(0, 0, 500, 500, 500, 500, 500, 500, 0, 0);
  }

  @Test
  void whatCannotBeMendedStaysAsItIs() {
    processor.broken = true;
    tick(300, 1_000);
    tick(300, 0);
    assertThat(tick(300, 0)).containsOnly(300);
  }

  @Test
  void aClosedOneTouchesNothing() {
    tick(300, 1_000);
    canceller.close();
    canceller.close();
    assertThat(tick(300, 1_000)).containsOnly(300);
    assertThat(closings).isEqualTo(1);
    assertThat(processor.received).isZero();
  }
}
