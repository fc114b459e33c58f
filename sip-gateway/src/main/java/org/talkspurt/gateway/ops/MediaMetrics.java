package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.talkspurt.rtp.session.MediaMeters;
import org.talkspurt.rtp.session.ReceiveOutcome;
import org.talkspurt.rtp.session.SendOutcome;

/** Meters of the media plane; called on the loops for every packet, so all are made beforehand. */
public final class MediaMetrics implements MediaMeters {
  private final Map<ReceiveOutcome, Counter> received = new EnumMap<>(ReceiveOutcome.class);
  private final Map<SendOutcome, Counter> sent = new EnumMap<>(SendOutcome.class);
  private final Counter lost;
  private final Counter concealed;
  private final Timer jitter;
  private final Histogram mos;
  private final Timer lateness;

  public MediaMetrics(MeterRegistry registry, PrometheusRegistry prometheus) {
    for (ReceiveOutcome outcome : ReceiveOutcome.values()) {
      received.put(outcome, packets(registry, "in", outcome.name()));
    }
    for (SendOutcome outcome : SendOutcome.values()) {
      sent.put(outcome, packets(registry, "out", outcome.name()));
    }
    lost = packets(registry, "in", "lost");
    concealed =
        Counter.builder("talkspurt.rtp.concealed.samples")
            .description(
                "Samples of sound (at the codec's rate) made up for packets that did not come in"
                    + " time.")
            .register(registry);
    jitter =
        Timers.timer(
            registry,
            "talkspurt.rtp.jitter",
            "How unevenly callers' packets come (interarrival jitter, RFC 3550): once per call"
                + " and RTCP interval of some 5 s.",
            Timers.millis(1, 2, 5, 10, 20, 30, 50, 80, 120, 200));
    // Micrometer's own summary rounds what it records up to whole numbers before it picks a bucket.
    mos =
        Histogram.builder()
            .name("talkspurt_call_mos")
            .help(
                "How well the caller is heard (MOS by the E-model, ITU-T G.107): once per call and"
                    + " RTCP interval, and once at the call's end for all of it.")
            .withoutExemplars() // the library for them is not among Micrometer's dependencies
            .classicOnly()
            .classicUpperBounds(1.5, 2, 2.5, 3, 3.5, 3.8, 4, 4.2, 4.4)
            .register(prometheus);
    lateness =
        Timer.builder("talkspurt.playout.lateness")
            .description(
                "How late a media tick (one every 20 ms) begins after its deadline; from some 20 ms"
                    + " on the bot's voice stutters.")
            .serviceLevelObjectives(
                Duration.ofNanos(100_000),
                Duration.ofNanos(250_000),
                Duration.ofNanos(500_000),
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(50))
            .register(registry);
  }

  private static Counter packets(MeterRegistry registry, String direction, String outcome) {
    return Counter.builder("talkspurt.rtp.packets")
        .description(
            "RTP packets by direction and what became of them; only accepted ones are played. Lost:"
                + " the caller sent it and it never came.")
        .tag("direction", direction)
        .tag("outcome", outcome.toLowerCase(Locale.ROOT))
        .register(registry);
  }

  @Override
  public void received(ReceiveOutcome outcome) {
    Objects.requireNonNull(received.get(outcome)).increment();
  }

  @Override
  public void sent(SendOutcome outcome) {
    Objects.requireNonNull(sent.get(outcome)).increment();
  }

  @Override
  public void lost(long packets) {
    lost.increment((double) packets);
  }

  @Override
  public void concealed(int samples) {
    concealed.increment(samples);
  }

  @Override
  public void interarrivalJitter(long jitterNs) {
    jitter.record(jitterNs, TimeUnit.NANOSECONDS);
  }

  @Override
  public void callMos(double opinion) {
    mos.observe(opinion);
  }

  @Override
  public void tickLateness(long latenessNs) {
    lateness.record(latenessNs, TimeUnit.NANOSECONDS);
  }
}
