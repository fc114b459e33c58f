package org.talkspurt.gateway.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What becomes of calls' traces. */
final class TraceMeters {
  private final Counter sent;
  private final Counter refused;
  private final Counter dropped;

  TraceMeters(MeterRegistry registry) {
    sent = counter(registry, "sent");
    refused = counter(registry, "refused");
    dropped = counter(registry, "dropped");
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("talkspurt.traces")
        .description(
            "Traces of calls by what became of them: sent to the collector, refused (it did not"
                + " take them), dropped (too many waited for it).")
        .tag("outcome", outcome)
        .register(registry);
  }

  void sent() {
    sent.increment();
  }

  void refused() {
    refused.increment();
  }

  void dropped() {
    dropped.increment();
  }
}
