package org.talkspurt.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.call.CallRecord;

/** Which call an operator's Prometheus is shown as an example. */
class CallExemplarsTest {
  private static final String CALL = "0f5c9a3e-1d2b-4c6a-9e7f-aabbccddeeff";
  private static final String TRACE = "0f5c9a3e1d2b4c6a9e7faabbccddeeff";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(
          PrometheusConfig.DEFAULT,
          new PrometheusRegistry(),
          Clock.SYSTEM,
          new CallExemplars(TRACE::equals));
  private final CallMetrics calls = new CallMetrics(registry);

  @Test
  void theBucketOfATurnNamesItsCall() {
    CallExemplars.during(CallRecord.traceId(CALL), () -> calls.response(Duration.ofMillis(250)));

    assertThat(examples())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("talkspurt_turn_response_latency_seconds_bucket{le=\"0.27\"} 1 # {")
                    .contains("trace_id=\"" + TRACE + "\"")
                    .contains("} 0.25"))
        .noneMatch(line -> line.contains("le=\"0.23\""));
  }

  @Test
  void whatIsMeteredOfNoCallHasNoExample() {
    CallExemplars.during(TRACE, () -> {});
    calls.response(Duration.ofMillis(250));

    assertThat(examples()).isEmpty();
  }

  @Test
  void aCallWhoseTraceIsNotKeptIsNoExample() {
    CallExemplars.during("f".repeat(32), () -> calls.response(Duration.ofMillis(250)));

    assertThat(examples()).isEmpty();
  }

  private List<String> examples() {
    return registry
        .scrape("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .lines()
        .filter(line -> line.contains(" # {"))
        .toList();
  }
}
