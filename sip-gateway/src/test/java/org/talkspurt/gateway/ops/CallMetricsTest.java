package org.talkspurt.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.sip.SipMeters.DropReason;

/** What an operator's Prometheus reads of calls and their signalling. */
class CallMetricsTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CallMetrics calls = new CallMetrics(registry);
  private final SipMetrics sip = new SipMetrics(registry, calls);

  @Test
  void whatAlertsCountIsThereBeforeItHappens() {
    assertThat(registry.scrape().lines())
        .contains(
            "talkspurt_calls_total{direction=\"inbound\",result=\"completed\"} 0.0",
            "talkspurt_calls_total{direction=\"inbound\",result=\"refused_503\"} 0.0",
            "talkspurt_sip_requests_refused_total{method=\"invite\",status=\"503\"} 0.0",
            "talkspurt_sip_messages_dropped_total{reason=\"overload\"} 0.0");
  }

  @Test
  void endsAreCountedByTrunkAndCause() {
    calls.callEnd("carrier", "caller_hung_up");
    calls.callEnd("carrier", "caller_hung_up");
    calls.callEnd(null, "media_timeout");
    calls.callResult("inbound", "completed");
    calls.callResult("inbound", "refused_503");

    assertThat(registry.scrape().lines())
        .contains(
            "talkspurt_call_ends_total{cause=\"caller_hung_up\",trunk=\"carrier\"} 2.0",
            "talkspurt_call_ends_total{cause=\"media_timeout\",trunk=\"none\"} 1.0",
            "talkspurt_calls_total{direction=\"inbound\",result=\"completed\"} 1.0",
            "talkspurt_calls_total{direction=\"inbound\",result=\"refused_503\"} 1.0");
  }

  @Test
  void refusalsAndDropsAreCountedByTheirReasons() {
    sip.requestRefused("INVITE", 486);
    sip.requestRefused("OPTIONS", 503);
    sip.messageDropped(DropReason.GARBAGE);

    assertThat(registry.scrape().lines())
        .contains(
            "talkspurt_sip_requests_refused_total{method=\"invite\",status=\"486\"} 1.0",
            "talkspurt_sip_requests_refused_total{method=\"options\",status=\"503\"} 1.0",
            "talkspurt_sip_messages_dropped_total{reason=\"garbage\"} 1.0");
  }
}
