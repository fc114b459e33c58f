package org.talkspurt.gateway.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneTimesTest {

  @Test
  void keepsWhatVoiceActivityTookForEachWindow() {
    LaneTimes times = new LaneTimes();
    times.ran("voice-activity", 5_000_000, 1_500_000);
    times.ran("tts", 0, 80_000_000);
    assertThat(times.runsMs()).containsExactly(1.5);
  }
}
