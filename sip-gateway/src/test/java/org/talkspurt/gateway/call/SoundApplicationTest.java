package org.talkspurt.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.AudioLevel;

class SoundApplicationTest {
  private final FakeSink sink = new FakeSink();

  @Test
  void theEchoSendsBackWhatItHears() {
    var echo = new EchoApplication(sink, () -> {});
    short[] samples = {1, 2, 3};
    echo.onFrame(frame(samples));
    assertThat(sink.offered).containsExactly(samples);
  }

  @Test
  void anEchoOnHoldKeepsNothingForLater() {
    var echo = new EchoApplication(sink, () -> {});
    echo.onFrame(frame(new short[160]));
    echo.onHold(true, 0);
    echo.onFrame(frame(new short[160]));
    assertThat(sink.offered).isEmpty();
    echo.onHold(false, 0);
    echo.onFrame(frame(new short[160]));
    assertThat(sink.offered).hasSize(1);
  }

  @Test
  void theToneIsSteadyAtTenDecibelsBelowTheMilliwatt() {
    var tone = new ToneApplication(sink, () -> {});
    for (int i = 0; i < 50; i++) {
      tone.onFrame(frame(new short[160]));
    }
    assertThat(sink.queuedSamples()).isEqualTo(2 * 160);
    short[] period = sink.offered.getFirst();
    assertThat(AudioLevel.dbm0(period, 0, period.length)).isBetween(-10.1, -9.9);
    // The next frame goes on where this one stops.
    assertThat(period[0]).isZero();
    assertThat(period[159] + period[1]).isZero();
  }

  @Test
  void aFarewellOfAnApplicationWithoutWordsIsHangingUp() {
    var hungUp = new ArrayList<String>();
    new ToneApplication(sink, () -> hungUp.add("now")).sayGoodbye("Goodbye.", 0);
    assertThat(hungUp).containsExactly("now");
  }

  private static AudioFrame frame(short[] samples) {
    return new AudioFrame(samples, 8_000, 0, 0);
  }
}
