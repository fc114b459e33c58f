package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.talkspurt.gateway.call.CallRegistry;
import org.talkspurt.gateway.ops.CallExemplars;
import org.talkspurt.gateway.ops.CallMetrics;
import org.talkspurt.gateway.ops.CallOutcomes;
import org.talkspurt.gateway.ops.LaneMetrics;
import org.talkspurt.gateway.ops.MediaMetrics;
import org.talkspurt.gateway.ops.Safepoints;
import org.talkspurt.gateway.ops.SipMetrics;
import org.talkspurt.gateway.records.RecordFile;
import org.talkspurt.gateway.trace.CallTraces;
import org.talkspurt.gateway.trace.TraceSampling;

/** Meters and records. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

  @Bean
  InitializingBean unknownSettings(ConfigurableEnvironment environment) {
    return () -> {
      List<String> unknown = UnknownSettings.in(environment);
      if (!unknown.isEmpty()) {
        throw new SettingException(
            "Unknown settings: "
                + String.join(", ", unknown)
                + " (expected: names of settings in config/application.yaml)");
      }
    };
  }

  @Bean
  TraceSampling traceSampling(TalkspurtProperties properties) {
    return properties.traces().on()
        ? new TraceSampling(properties.traces().sampleRatio())
        : TraceSampling.ALL;
  }

  /** Without traces every call is to be found by {@code GET /api/calls?trace=}. */
  @Bean
  CallExemplars callExemplars(TraceSampling sampling) {
    return new CallExemplars(sampling::keeps);
  }

  @Bean
  CallMetrics callMetrics(MeterRegistry registry) {
    return new CallMetrics(registry);
  }

  @Bean
  MediaMetrics mediaMetrics(MeterRegistry registry, ObjectProvider<PrometheusRegistry> prometheus) {
    // there is none where the export is switched off
    return new MediaMetrics(registry, prometheus.getIfAvailable(PrometheusRegistry::new));
  }

  @Bean
  LaneMetrics laneMetrics(MeterRegistry registry) {
    return new LaneMetrics(registry);
  }

  @Bean
  Safepoints safepoints() {
    return new Safepoints();
  }

  @Bean
  SipMetrics sipMetrics(MeterRegistry registry, CallMetrics calls) {
    return new SipMetrics(registry, calls);
  }

  @Bean
  CallOutcomes callOutcomes(
      CallMetrics metrics, RecordFile records, ObjectProvider<CallTraces> traces) {
    CallTraces exported = traces.getIfAvailable();
    return new CallOutcomes(metrics, records, exported == null ? _ -> {} : exported::add);
  }

  @Bean
  CallRegistry callRegistry() {
    return new CallRegistry(InstantSource.system());
  }
}
