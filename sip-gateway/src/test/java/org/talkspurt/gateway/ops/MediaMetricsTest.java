package org.talkspurt.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

/** What an operator's Prometheus reads of the media plane's meters. */
class MediaMetricsTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MediaMetrics metrics = new MediaMetrics(registry, registry.getPrometheusRegistry());

  @Test
  void callQualityIsAHistogramOverTheWholeScale() {
    metrics.callMos(1.2);
    metrics.callMos(4.1);
    metrics.callMos(4.41);

    assertThat(registry.scrape().lines())
        .contains(
            "# TYPE talkspurt_call_mos histogram",
            "talkspurt_call_mos_bucket{le=\"1.5\"} 1",
            "talkspurt_call_mos_bucket{le=\"4.0\"} 1",
            "talkspurt_call_mos_bucket{le=\"4.2\"} 2",
            "talkspurt_call_mos_bucket{le=\"4.4\"} 2",
            "talkspurt_call_mos_bucket{le=\"+Inf\"} 3",
            "talkspurt_call_mos_count 3")
        .anyMatch(line -> line.startsWith("# HELP talkspurt_call_mos "));
  }

  @Test
  void lossAndJitterAreScrapedAsTheyWere() {
    metrics.lost(177);
    metrics.interarrivalJitter(10_000_000);
    metrics.interarrivalJitter(12_500_000);

    assertThat(registry.scrape().lines())
        .contains(
            "talkspurt_rtp_packets_total{direction=\"in\",outcome=\"lost\"} 177.0",
            "talkspurt_rtp_jitter_seconds_bucket{le=\"0.005\"} 0",
            "talkspurt_rtp_jitter_seconds_bucket{le=\"0.01\"} 1",
            "talkspurt_rtp_jitter_seconds_bucket{le=\"0.02\"} 2",
            "talkspurt_rtp_jitter_seconds_sum 0.0225");
  }
}
