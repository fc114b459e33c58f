package org.talkspurt.gateway.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import org.talkspurt.gateway.call.CallRecord;

/** Gives a call's spans its own id as their trace's. Confined to one thread. */
final class SpanIds implements IdGenerator {
  private final IdGenerator random = IdGenerator.random();
  private String traceId = "";
  private boolean root;

  /** The next span is that of a whole call, and those that follow are below it. */
  void begin(String callTraceId) {
    traceId = callTraceId;
    root = true;
  }

  @Override
  public String generateTraceId() {
    return traceId;
  }

  @Override
  public String generateSpanId() {
    if (root) {
      root = false;
      return CallRecord.spanId(traceId);
    }
    return random.generateSpanId();
  }
}
