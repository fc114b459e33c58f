package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GlareDelayTest {

  @Test
  void staysWithinTheBoundsOfItsSideInStepsOf10Ms() {
    assertThat(waits(true)).allMatch(ms -> ms >= 2_100 && ms <= 4_000 && ms % 10 == 0);
    assertThat(waits(false)).allMatch(ms -> ms >= 0 && ms <= 2_000 && ms % 10 == 0);
    assertThat(waits(true).distinct().count()).isGreaterThan(150);
    assertThat(waits(false).max()).hasValue(2_000);
    assertThat(waits(false).min()).hasValue(0);
  }

  private static LongStream waits(boolean ownsCallId) {
    Random random = new Random(1);
    return LongStream.generate(() -> GlareDelay.next(ownsCallId, random).toMillis()).limit(10_000);
  }
}
