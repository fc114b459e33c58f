package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.BargeInOutcome;
import org.talkspurt.dialog.Stage;

/**
 * Meters of calls and turns, under the contract's names. Times are histograms with fixed bounds. No
 * call id, number or address is ever a label.
 */
public final class CallMetrics {
  /** Bounds around each target: 100, 230, 400, 500, 800 and 1500 ms. */
  private static final Duration[] LATENCY_BOUNDS =
      Timers.millis(
          10, 20, 50, 80, 100, 130, 160, 200, 230, 270, 320, 400, 450, 500, 600, 700, 800, 900,
          1_000, 1_250, 1_500, 2_000, 3_000, 5_000);

  private static final Duration[] SESSION_BOUNDS =
      Timers.millis(5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000);

  /**
   * Results of calls to us, there from the start: a series that begins with its first event hides
   * that event from rate().
   */
  private static final List<String> INBOUND_RESULTS =
      List.of(
          "completed",
          "cancelled",
          "failed",
          "refused_404",
          "refused_486",
          "refused_488",
          "refused_500",
          "refused_503");

  private static final String NO_TRUNK = "none";

  private final MeterRegistry registry;
  private final AtomicInteger active = new AtomicInteger();
  private final Timer response;
  private final Timer setup;
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final Map<BargeInOutcome, Timer> bargeIns = new EnumMap<>(BargeInOutcome.class);
  private final Counter speculationsDiscarded;
  private final Counter resultsStale;
  private final Map<String, Counter> calls = new ConcurrentHashMap<>();
  private final Map<End, Counter> ends = new ConcurrentHashMap<>();

  private record End(String trunk, String cause) {}

  public CallMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("talkspurt.calls.active", active, AtomicInteger::get)
        .description("Calls being answered or under way now.")
        .strongReference(true)
        .register(registry);
    INBOUND_RESULTS.forEach(result -> calls("inbound", result));
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
            .description("Results of lanes that came when nobody wanted them any more.")
            .register(registry);
    response =
        timer(
            "talkspurt.turn.response.latency",
            "How long callers wait for a reply: from the last sample of their speech to the first"
                + " packet of the reply that sounds.");
    setup =
        timer(
            "talkspurt.sip.setup",
            "How long the bot takes to answer a call: from the arrival of the INVITE to the 200"
                + " handed to the socket.");
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
    calls(direction, result).increment();
  }

  private Counter calls(String direction, String result) {
    return calls.computeIfAbsent(
        direction + " " + result,
        _ ->
            Counter.builder("talkspurt.calls")
                .description(
                    "Calls that are over, by direction and result: completed, failed (broke off),"
                        + " cancelled (by the caller, unanswered), refused with a SIP status.")
                .tag("direction", direction)
                .tag("result", result)
                .register(registry));
  }

  /**
   * What ended a call that had begun.
   *
   * @param trunk name of the trunk it came through; null if none
   * @param cause one of CallRecord's words
   */
  public void callEnd(@Nullable String trunk, String cause) {
    ends.computeIfAbsent(
            new End(trunk == null ? NO_TRUNK : trunk, cause),
            end ->
                Counter.builder("talkspurt.call.ends")
                    .description(
                        "What ended calls, by trunk: caller_hung_up, bot_hung_up, transferred,"
                            + " media_timeout, no_ack and so on.")
                    .tag("trunk", end.trunk())
                    .tag("cause", end.cause())
                    .register(registry))
        .increment();
  }

  /**
   * Who answered a call that we dialled.
   *
   * @param answerer human, machine or unknown
   */
  public void callAnsweredBy(String answerer) {
    Counter.builder("talkspurt.calls.answered")
        .description("Dialled calls by who answered them: human, machine or unknown.")
        .tag("by", answerer)
        .register(registry)
        .increment();
  }

  /** How long an answered call was, from the 200 to its end (RFC 6076 §4.5). */
  public void session(String direction, Duration duration) {
    Timers.timer(
            registry,
            "talkspurt.sip.session.duration",
            "How long answered calls last: from the 200 to their end (RFC 6076 §4.5).",
            SESSION_BOUNDS,
            "direction",
            direction)
        .record(duration);
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
        "Where the time of a reply goes: segments of a turn's critical path, which add up to the"
            + " response latency.",
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
    return Timers.timer(registry, name, description, LATENCY_BOUNDS, tags);
  }
}
