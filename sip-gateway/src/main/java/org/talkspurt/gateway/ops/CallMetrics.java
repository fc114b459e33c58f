package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.talkspurt.dialog.BargeInOutcome;
import org.talkspurt.dialog.Stage;

/**
 * Meters of calls and turns, under the contract's names. Times are histograms with fixed bounds. No
 * call id, number or address is ever a label.
 */
public final class CallMetrics {
  /** Bounds around each target: 100, 230, 400, 500, 800 and 1500 ms. */
  private static final Duration[] LATENCY_BOUNDS =
      millis(
          10, 20, 50, 80, 100, 130, 160, 200, 230, 270, 320, 400, 450, 500, 600, 700, 800, 900,
          1_000, 1_250, 1_500, 2_000, 3_000, 5_000);

  private final MeterRegistry registry;
  private final AtomicInteger active = new AtomicInteger();
  private final Timer response;
  private final Timer setup;
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final Map<BargeInOutcome, Timer> bargeIns = new EnumMap<>(BargeInOutcome.class);
  private final Counter speculationsDiscarded;
  private final Counter resultsStale;
  private final Map<String, Counter> calls = new ConcurrentHashMap<>();

  public CallMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("talkspurt.calls.active", active, AtomicInteger::get)
        .description("Calls being answered or under way.")
        .strongReference(true)
        .register(registry);
    for (Stage stage : Stage.values()) {
      stages.put(stage, stageTimer(stage.tag()));
    }
    for (BargeInOutcome outcome : BargeInOutcome.values()) {
      bargeIns.put(outcome, bargeInTimer(outcome.tag()));
    }
    speculationsDiscarded =
        Counter.builder("talkspurt.speculations.discarded")
            .description("Replies prepared at a pause and thrown away because the caller went on.")
            .register(registry);
    resultsStale =
        Counter.builder("talkspurt.results.stale")
            .description("Results of lanes that nobody wanted any more when they came.")
            .register(registry);
    response =
        timer(
            "talkspurt.turn.response.latency",
            "From the caller's last speech sample to the first packet of the reply that sounds.");
    setup =
        timer(
            "talkspurt.sip.setup",
            "From the arrival of an INVITE to the 200 handed to the socket.");
  }

  public void callBegan() {
    active.incrementAndGet();
  }

  public void callEnded() {
    active.decrementAndGet();
  }

  /**
   * A call, accepted or not, is over.
   *
   * @param result one of a handful of words; see CallRecord
   */
  public void callResult(String direction, String result) {
    calls
        .computeIfAbsent(
            direction + " " + result,
            _ ->
                Counter.builder("talkspurt.calls")
                    .description("Calls that are over, by direction and result.")
                    .tag("direction", direction)
                    .tag("result", result)
                    .register(registry))
        .increment();
  }

  public void setup(long durationNs) {
    setup.record(Duration.ofNanos(durationNs));
  }

  public void response(Duration latency) {
    response.record(latency);
  }

  /** One segment of a turn's critical path. */
  public void stage(Stage stage, Duration latency) {
    Objects.requireNonNull(stages.get(stage)).record(latency);
  }

  private Timer stageTimer(String stage) {
    return timer(
        "talkspurt.stage.latency",
        "Segments of a turn's critical path; they add up to the response latency.",
        "stage",
        stage);
  }

  /** From the first packet of interrupting speech to the pause of the bot's voice. */
  public void bargeIn(Duration toPause, BargeInOutcome outcome) {
    Objects.requireNonNull(bargeIns.get(outcome)).record(toPause);
  }

  /** A reply was prepared for nothing. */
  public void speculationDiscarded() {
    speculationsDiscarded.increment();
  }

  /** A lane worked for nothing. */
  public void resultStale() {
    resultsStale.increment();
  }

  private Timer bargeInTimer(String outcome) {
    return timer(
        "talkspurt.barge.in.stop",
        "From the first packet of interrupting speech to the pause of the bot's voice; the outcome"
            + " says whether it then stopped or went on.",
        "outcome",
        outcome);
  }

  private Timer timer(String name, String description, String... tags) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(LATENCY_BOUNDS)
        .register(registry);
  }

  static Duration[] millis(long... bounds) {
    return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
