package org.talkspurt.gateway.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How calls are traced.
 *
 * @param url where OTLP over HTTP is taken
 * @param headers for the collector; may be secret
 * @param transcripts whether what was said is in the spans
 * @param languageModel the name of the model that agents ask; empty if there is none, or more than
 *     one
 */
public record TraceSettings(
    String url, Map<String, String> headers, boolean transcripts, Optional<String> languageModel) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  public TraceSettings {
    headers = Map.copyOf(headers);
  }

  /** Begins with nothing but a thread that waits for calls to end. */
  public CallTraces open(TraceSampling sampling, MeterRegistry registry) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(url).setTimeout(TIMEOUT);
    headers.forEach(exporter::addHeader);
    return new CallTraces(
        new CallSpans(languageModel, transcripts),
        exporter.build(),
        sampling,
        new TraceMeters(registry));
  }

  /** Never the headers. */
  @Override
  public String toString() {
    return "TraceSettings[url=" + url + "]";
  }
}
