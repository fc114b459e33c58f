package org.talkspurt.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SafepointsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** Looking at all threads is done at one. */
  @Test
  void stoppedThreadsAreCountedAndTimed() {
    new Safepoints().bindTo(registry);
    FunctionTimer safepoints = registry.get("talkspurt.jvm.safepoint").functionTimer();
    double before = safepoints.count();
    ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);

    assertThat(safepoints.count()).isGreaterThan(before);
    assertThat(safepoints.totalTime(TimeUnit.SECONDS)).isNotNegative();
  }
}
