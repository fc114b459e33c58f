package org.talkspurt.gateway.ops;

import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets a histogram keep an example of each bucket: the trace id of a call that was counted there.
 * What is metered within {@link #during} is that call's.
 */
public final class CallExemplars implements SpanContext {
  private static final ScopedValue<String> TRACE_ID = ScopedValue.newInstance();

  /**
   * Runs a step that meters something of one call.
   *
   * @param traceId 32 hexadecimal digits
   */
  public static void during(String traceId, Runnable step) {
    ScopedValue.where(TRACE_ID, traceId).run(step);
  }

  @Override
  public @Nullable String getCurrentTraceId() {
    return TRACE_ID.isBound() ? TRACE_ID.get() : null;
  }

  /** The call as a whole: there are no spans below it. */
  @Override
  public @Nullable String getCurrentSpanId() {
    return TRACE_ID.isBound() ? TRACE_ID.get().substring(16) : null;
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return TRACE_ID.isBound();
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    // Every call can be looked up: none needs to be marked.
  }
}
