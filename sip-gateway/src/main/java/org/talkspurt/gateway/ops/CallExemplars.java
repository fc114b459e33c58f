package org.talkspurt.gateway.ops;

import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.talkspurt.gateway.call.CallRecord;

/**
 * Lets a histogram keep an example of each bucket: the trace id of a call that was counted there.
 * What is metered within {@link #during} is that call's.
 */
public final class CallExemplars implements SpanContext {
  private static final ScopedValue<String> TRACE_ID = ScopedValue.newInstance();

  private final Predicate<String> isKept;

  /**
   * @param isKept whether the trace of that id can be looked up: there are no examples of others
   */
  public CallExemplars(Predicate<String> isKept) {
    this.isKept = isKept;
  }

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
    return isCurrentSpanSampled() ? TRACE_ID.get() : null;
  }

  /** The call as a whole. */
  @Override
  public @Nullable String getCurrentSpanId() {
    return isCurrentSpanSampled() ? CallRecord.spanId(TRACE_ID.get()) : null;
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return TRACE_ID.isBound() && isKept.test(TRACE_ID.get());
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    // Every call can be looked up: none needs to be marked.
  }
}
