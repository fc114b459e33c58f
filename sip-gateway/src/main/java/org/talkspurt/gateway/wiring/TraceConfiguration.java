package org.talkspurt.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.talkspurt.gateway.trace.CallTraces;
import org.talkspurt.gateway.trace.TraceSampling;
import org.talkspurt.gateway.trace.TraceSettings;

/** Traces, where somebody takes them. */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

  /** Null, which is no bean to Spring, where nobody does. */
  @Bean(destroyMethod = "close")
  @Nullable CallTraces callTraces(
      TalkspurtProperties properties, TraceSampling sampling, MeterRegistry registry) {
    TalkspurtProperties.Traces traces = properties.traces();
    if (!traces.on()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : traces.headers()) {
      int colon = header.indexOf(':');
      headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    return new TraceSettings(
            traces.url(), headers, traces.transcripts(), languageModel(properties.llm()))
        .open(sampling, registry);
  }

  /** Whose words a reply is, as far as that is certain. */
  private static Optional<String> languageModel(TalkspurtProperties.Llm llm) {
    String second = llm.fallback().url().isBlank() ? "" : llm.fallback().model();
    return Optional.of(llm.model())
        .filter(model -> !model.isBlank() && (second.isBlank() || second.equals(model)));
  }
}
