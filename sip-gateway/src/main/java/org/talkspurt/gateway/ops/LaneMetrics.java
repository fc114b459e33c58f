package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.talkspurt.models.vad.HearingMeters;

/** Meters of the inference lanes. */
public final class LaneMetrics implements HearingMeters {
  private static final Duration[] BOUNDS =
      Timers.millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 3_000);

  private final MeterRegistry registry;
  private final Map<String, Timer> queues = new ConcurrentHashMap<>();
  private final Map<String, Timer> runs = new ConcurrentHashMap<>();
  private final Map<String, Counter> drops = new ConcurrentHashMap<>();
  private final Map<String, Counter> stuck = new ConcurrentHashMap<>();
  private final Counter skipped;
  private final Counter fellBack;

  public LaneMetrics(MeterRegistry registry) {
    this.registry = registry;
    skipped =
        Counter.builder("talkspurt.hearing.skipped.samples")
            .description(
                "Callers' sound (samples at 16 kHz) that nothing heard because hearing was behind.")
            .register(registry);
    fellBack =
        Counter.builder("talkspurt.vad.fallback.windows")
            .description("Windows judged by energy because the detector failed or is behind.")
            .register(registry);
  }

  @Override
  public void skipped(int samples) {
    skipped.increment(samples);
  }

  @Override
  public void fellBack(int windows) {
    fellBack.increment(windows);
  }

  @Override
  public void ran(String lane, long queueNs, long runNs) {
    queues
        .computeIfAbsent(
            lane,
            _ ->
                timer(
                    "talkspurt.inference.queue",
                    "How long tasks wait for a lane; voice-activity: since the sound was complete.",
                    lane))
        .record(queueNs, TimeUnit.NANOSECONDS);
    runs.computeIfAbsent(
            lane,
            _ ->
                timer(
                    "talkspurt.inference.run",
                    "How long tasks run on a lane; voice-activity: the batch, once per window in"
                        + " it.",
                    lane))
        .record(runNs, TimeUnit.NANOSECONDS);
    drops(lane);
    stucks(lane);
  }

  @Override
  public void dropped(String lane) {
    drops(lane).increment();
  }

  @Override
  public void stuck(String lane) {
    stucks(lane).increment();
  }

  private Counter stucks(String lane) {
    return stuck.computeIfAbsent(
        lane,
        _ ->
            Counter.builder("talkspurt.inference.stuck")
                .description("Tasks that a lane left to their threads because they did not end.")
                .tag("lane", lane)
                .register(registry));
  }

  /** There from the lane's first task on: rate() does not see a series' first event. */
  private Counter drops(String lane) {
    return drops.computeIfAbsent(
        lane,
        _ ->
            Counter.builder("talkspurt.inference.dropped")
                .description(
                    "Tasks a lane refused because it is behind; those that callers wait for last.")
                .tag("lane", lane)
                .register(registry));
  }

  private Timer timer(String name, String description, String lane) {
    return Timers.timer(registry, name, description, BOUNDS, "lane", lane);
  }
}
