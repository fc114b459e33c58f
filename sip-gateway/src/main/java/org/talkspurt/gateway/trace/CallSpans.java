package org.talkspurt.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.Stage;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallRecord.MediaRecord;
import org.talkspurt.gateway.call.CallRecord.ToolRecord;
import org.talkspurt.gateway.call.CallRecord.TurnRecord;

/**
 * Turns an ended call into spans: the call, below it its turns, below each its stages. They hold no
 * number, name or address, and what was said only where that is wanted. Confined to one thread.
 */
final class CallSpans {
  private static final int LONGEST_TEXT = 4_096;

  /** Answers that a language model wrote; see ModelResponder. */
  private static final String TOOL_DONE = "done";

  private static final String MODEL_ANSWER = "model";

  /** What its endpoints speak. */
  private static final String PROVIDER = "openai";

  private final SpanIds ids = new SpanIds();
  private final FinishedSpans finished = new FinishedSpans();
  private final Tracer tracer;
  private final Optional<String> languageModel;
  private final boolean transcripts;

  /**
   * @param languageModel the name of the model that agents ask; empty if there is none, or more
   *     than one
   */
  CallSpans(Optional<String> languageModel, boolean transcripts) {
    this.languageModel = languageModel;
    this.transcripts = transcripts;
    tracer =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), "talkspurt"))))
            .setIdGenerator(ids)
            .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_TEXT).build())
            .addSpanProcessor(finished)
            .build()
            .get("org.talkspurt");
  }

  /** The spans of a call that is over. */
  List<SpanData> of(CallRecord call) {
    Instant endedAt = Objects.requireNonNull(call.endedAt());
    ids.begin(call.traceId());
    Span root =
        tracer
            .spanBuilder("call " + call.direction())
            .setNoParent()
            .setSpanKind(call.direction().equals("inbound") ? SpanKind.SERVER : SpanKind.CLIENT)
            .setStartTimestamp(call.startedAt())
            .setAttribute(SpanNames.CONVERSATION, call.id())
            .setAttribute(SpanNames.AGENT, call.agent())
            .setAttribute(SpanNames.DIRECTION, call.direction())
            .startSpan();
    put(root, SpanNames.TRUNK, call.trunk());
    put(root, SpanNames.RESULT, call.result());
    put(root, SpanNames.CAUSE, call.cause());
    put(root, SpanNames.ANSWERED_BY, call.answeredBy());
    describe(root, call.media());
    Instant answeredAt = call.answeredAt();
    if (answeredAt != null) {
      root.addEvent("answered", answeredAt);
    }
    if ("failed".equals(call.result())) {
      root.setStatus(StatusCode.ERROR);
      put(root, SpanNames.ERROR, call.cause());
    }
    Context below = Context.root().with(root);
    call.turns().forEach(turn -> addTurn(call, turn, below));
    root.end(endedAt);
    return finished.take();
  }

  private static void describe(Span root, @Nullable MediaRecord media) {
    if (media != null) {
      root.setAttribute(SpanNames.CODEC, media.codec());
      root.setAttribute(SpanNames.ENCRYPTION, media.encryption());
      root.setAttribute(SpanNames.LOST, media.lost());
      put(root, SpanNames.MOS, media.mos());
    }
  }

  private void addTurn(CallRecord call, TurnRecord turn, Context parent) {
    Span span =
        tracer
            .spanBuilder("invoke_agent " + call.agent())
            .setParent(parent)
            .setStartTimestamp(turn.startedAt())
            .setAttribute(SpanNames.OPERATION, "invoke_agent")
            .setAttribute(SpanNames.AGENT, call.agent())
            .setAttribute(SpanNames.CONVERSATION, call.id())
            .setAttribute(SpanNames.OUTPUT_TYPE, "speech")
            .setAttribute(SpanNames.TURN, (long) turn.number())
            .setAttribute(SpanNames.ANSWER, turn.answer())
            .setAttribute(SpanNames.INTERRUPTED, turn.interrupted())
            .setAttribute(SpanNames.EVIDENCE, turn.evidence())
            .startSpan();
    put(span, SpanNames.RESPONSE_MS, turn.responseLatencyMs());
    if (transcripts) {
      span.setAttribute(SpanNames.HEARD, turn.heard());
      span.setAttribute(SpanNames.SAID, turn.said());
    }
    addStages(turn, parent.with(span));
    turn.tools().forEach(tool -> addTool(tool, parent.with(span)));
    span.end(turn.endedAt());
  }

  /** One begins where that before it ended, the first with the turn. */
  private void addStages(TurnRecord turn, Context parent) {
    Instant at = turn.startedAt();
    for (Map.Entry<String, Double> stage : turn.stagesMs().entrySet()) {
      Instant end = at.plusNanos(Math.round(stage.getValue() * 1e6));
      boolean asksModel =
          turn.answer().equals(MODEL_ANSWER) && stage.getKey().equals(Stage.LLM_FIRST_TOKEN.tag());
      SpanBuilder span = asksModel ? chat() : tracer.spanBuilder(stage.getKey());
      span.setParent(parent)
          .setStartTimestamp(at)
          .setAttribute(SpanNames.STAGE, stage.getKey())
          .startSpan()
          .end(end);
      at = end;
    }
  }

  private void addTool(ToolRecord tool, Context parent) {
    Span span =
        tracer
            .spanBuilder("execute_tool " + tool.name())
            .setParent(parent)
            .setStartTimestamp(tool.endedAt().minusNanos(Math.round(tool.milliseconds() * 1e6)))
            .setAttribute(SpanNames.OPERATION, "execute_tool")
            .setAttribute(SpanNames.TOOL, tool.name())
            .startSpan();
    if (!tool.outcome().equals(TOOL_DONE)) {
      span.setAttribute(SpanNames.ERROR, tool.outcome()).setStatus(StatusCode.ERROR);
    }
    span.end(tool.endedAt());
  }

  private SpanBuilder chat() {
    SpanBuilder span =
        tracer
            .spanBuilder(languageModel.map(model -> "chat " + model).orElse("chat"))
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(SpanNames.OPERATION, "chat")
            .setAttribute(SpanNames.PROVIDER, PROVIDER);
    languageModel.ifPresent(model -> span.setAttribute(SpanNames.REQUEST_MODEL, model));
    return span;
  }

  private static <T> void put(Span span, AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
  }
}
