package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;

/** Makes timers with buckets. */
final class Timers {

  private Timers() {}

  /**
   * @param tags names and values in turn
   */
  static Timer timer(
      MeterRegistry registry, String name, String description, Duration[] bounds, String... tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(bounds)
        .register(registry);
  }

  static Duration[] millis(long... bounds) {
    return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
