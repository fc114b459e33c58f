package org.talkspurt.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.Stage;
import org.talkspurt.gateway.sip.SipMeters.DropReason;
import org.talkspurt.models.llm.ChatOutcome;

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

  /** Whether a target is met can be read off only where it is a bound, with others beside it. */
  @ParameterizedTest
  @ValueSource(longs = {100, 230, 400, 500, 800, 1_500})
  void eachTargetIsABoundBetweenBounds(long targetMs) {
    for (String meter :
        List.of(
            "talkspurt.turn.response.latency",
            "talkspurt.stage.latency",
            "talkspurt.barge.in.stop")) {
      List<Double> boundsMs =
          Arrays.stream(registry.get(meter).timer().takeSnapshot().histogramCounts())
              .map(bucket -> bucket.bucket(TimeUnit.MILLISECONDS))
              .toList();
      int place = boundsMs.indexOf((double) targetMs);
      assertThat(place).as("%s: %s", meter, boundsMs).isPositive();
      assertThat(boundsMs.get(place - 1)).isBetween(0.75 * targetMs, 0.95 * targetMs);
      assertThat(boundsMs.get(place + 1)).isBetween(1.05 * targetMs, 1.35 * targetMs);
    }
  }

  @Test
  void dialledCallsAreTimedByWhatBecameOfThem() {
    sip.dialled(200, ms(1_500));
    sip.dialled(486, ms(900));
    sip.dialled(487, ms(45_000));
    sip.registrationDelay(ms(30));
    sip.disconnected(true, ms(15));
    calls.session("outbound", Duration.ofSeconds(42));

    assertThat(registry.scrape().lines())
        .contains(
            "talkspurt_sip_invites_sent_total{status=\"200\"} 1.0",
            "talkspurt_sip_invites_sent_total{status=\"486\"} 1.0",
            "talkspurt_sip_invites_sent_total{status=\"487\"} 1.0",
            "talkspurt_sip_request_delay_seconds_count{outcome=\"answered\"} 1",
            "talkspurt_sip_request_delay_seconds_count{outcome=\"failed\"} 1",
            "talkspurt_sip_registration_delay_seconds_bucket{le=\"0.05\"} 1",
            "talkspurt_sip_disconnect_delay_seconds_count{outcome=\"acknowledged\"} 1",
            "talkspurt_sip_session_duration_seconds_sum{direction=\"outbound\"} 42.0");
  }

  @Test
  void anEndpointIsUpUntilItFails() {
    ChatMetrics chat = new ChatMetrics(registry);
    chat.ended("primary", ChatOutcome.CANCELLED);
    assertThat(registry.scrape()).doesNotContain("talkspurt_llm_up");
    chat.ended("primary", ChatOutcome.ANSWERED);
    chat.ended("primary", ChatOutcome.CANCELLED);
    assertThat(registry.scrape().lines()).contains("talkspurt_llm_up{endpoint=\"primary\"} 1.0");
    chat.ended("primary", ChatOutcome.LATE);
    assertThat(registry.scrape().lines()).contains("talkspurt_llm_up{endpoint=\"primary\"} 0.0");
  }

  /** From the sum and the bounds beside it a known delay can be read off, as it was put in. */
  @Test
  void aSlowStageIsScrapedAsSlowAsItWas() {
    for (int i = 0; i < 10; i++) {
      calls.stage(Stage.LLM_FIRST_TOKEN, Duration.ofMillis(300));
    }
    calls.stage(Stage.LLM_FIRST_TOKEN, Duration.ofMillis(1_300));

    String series = "talkspurt_stage_latency_seconds%s{stage=\"llm_first_token\"%s} %s";
    assertThat(registry.scrape().lines())
        .contains(
            series.formatted("_bucket", ",le=\"0.27\"", "0"),
            series.formatted("_bucket", ",le=\"0.32\"", "10"),
            series.formatted("_bucket", ",le=\"1.25\"", "10"),
            series.formatted("_bucket", ",le=\"1.5\"", "11"),
            series.formatted("_sum", "", "4.3"));
  }

  private static long ms(long milliseconds) {
    return TimeUnit.MILLISECONDS.toNanos(milliseconds);
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
