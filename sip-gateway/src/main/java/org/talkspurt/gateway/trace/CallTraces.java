package org.talkspurt.gateway.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.outbox.Outbox;

/**
 * Sends the traces of ended calls to a collector, one call after the other, on a thread of its own.
 * When {@value #WAITING_AT_MOST} calls wait for it, further ones are dropped and counted.
 */
public final class CallTraces implements AutoCloseable {
  static final int WAITING_AT_MOST = 1_000;

  private static final Logger log = LoggerFactory.getLogger(CallTraces.class);
  private static final int SPANS_AT_ONCE = 512;
  private static final long PATIENCE_S = 30;
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

  private final CallSpans spans;
  private final SpanExporter exporter;
  private final TraceSampling sampling;
  private final TraceMeters meters;
  private final Outbox outbox;

  CallTraces(CallSpans spans, SpanExporter exporter, TraceSampling sampling, TraceMeters meters) {
    this.spans = spans;
    this.exporter = exporter;
    this.sampling = sampling;
    this.meters = meters;
    outbox = new Outbox("traces", WAITING_AT_MOST, PATIENCE_AT_END, meters::dropped);
  }

  /** Takes an ended call, which is sent soon if it is one of those that are traced. */
  public void add(CallRecord call) {
    if (sampling.keeps(call.traceId())) {
      outbox.add(() -> send(call));
    }
  }

  private void send(CallRecord call) {
    try {
      List<SpanData> all = spans.of(call);
      boolean taken = true;
      for (int from = 0; taken && from < all.size(); from += SPANS_AT_ONCE) {
        CompletableResultCode sent =
            exporter.export(all.subList(from, Math.min(all.size(), from + SPANS_AT_ONCE)));
        taken = sent.join(PATIENCE_S, TimeUnit.SECONDS).isSuccess();
      }
      if (taken) {
        meters.sent();
      } else {
        meters.refused();
      }
    } catch (RuntimeException e) {
      meters.refused();
      log.warn("a call's trace is lost", e);
    }
  }

  /** Sends what waits, for at most 5 s. */
  @Override
  public void close() {
    outbox.close();
    exporter.shutdown();
  }
}
