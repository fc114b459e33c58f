package org.talkspurt.gateway.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** Keeps spans that have ended until they are taken. Confined to one thread. */
final class FinishedSpans implements SpanProcessor {
  private final List<SpanData> spans = new ArrayList<>();

  /** Those since the last time, in the order they ended. */
  List<SpanData> take() {
    List<SpanData> taken = List.copyOf(spans);
    spans.clear();
    return taken;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    // Only what has ended is sent.
  }

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    spans.add(span.toSpanData());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
