package org.talkspurt.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.gateway.call.CallRecord;

class TraceSamplingTest {
  private static final int CALLS = 10_000;

  /** Version and variant of a UUID are no part of the choice. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9})
  void thatShareOfCallsIsKept(double ratio) {
    TraceSampling sampling = new TraceSampling(ratio);
    Random random = new Random(1);

    long kept =
        Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
            .limit(CALLS)
            .map(id -> id.substring(0, 14) + "4" + id.substring(15, 19) + "9" + id.substring(20))
            .filter(id -> sampling.keeps(CallRecord.traceId(id)))
            .count();

    assertThat(kept / (double) CALLS).isBetween(ratio - 0.02, ratio + 0.02);
  }

  @Test
  void allOrNone() {
    for (String id : new String[] {"0".repeat(32), "f".repeat(32)}) {
      assertThat(TraceSampling.ALL.keeps(id)).isTrue();
      assertThat(new TraceSampling(0).keeps(id)).isFalse();
    }
  }
}
