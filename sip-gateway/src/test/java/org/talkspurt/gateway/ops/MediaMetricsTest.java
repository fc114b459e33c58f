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
}
