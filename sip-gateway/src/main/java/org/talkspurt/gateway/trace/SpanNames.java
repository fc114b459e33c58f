package org.talkspurt.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of spans: OpenTelemetry's semantic conventions for generative AI ({@code gen_ai.…})
 * and errors, and ours.
 */
final class SpanNames {
  static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
  static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
  static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
  static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("gen_ai.conversation.id");
  static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
  static final AttributeKey<String> TOOL = AttributeKey.stringKey("gen_ai.tool.name");
  static final AttributeKey<String> OUTPUT_TYPE = AttributeKey.stringKey("gen_ai.output.type");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  static final AttributeKey<String> DIRECTION = ours("call.direction");
  static final AttributeKey<String> TRUNK = ours("call.trunk");
  static final AttributeKey<String> RESULT = ours("call.result");
  static final AttributeKey<String> CAUSE = ours("call.cause");
  static final AttributeKey<String> ANSWERED_BY = ours("call.answered_by");
  static final AttributeKey<String> CODEC = ours("media.codec");
  static final AttributeKey<String> ENCRYPTION = ours("media.encryption");
  static final AttributeKey<Double> MOS = AttributeKey.doubleKey("talkspurt.media.mos");
  static final AttributeKey<Long> LOST = AttributeKey.longKey("talkspurt.media.lost");

  static final AttributeKey<Long> TURN = AttributeKey.longKey("talkspurt.turn.number");
  static final AttributeKey<String> ANSWER = ours("turn.answer");
  static final AttributeKey<Boolean> INTERRUPTED =
      AttributeKey.booleanKey("talkspurt.turn.interrupted");
  static final AttributeKey<String> EVIDENCE = ours("turn.evidence");
  static final AttributeKey<Double> RESPONSE_MS =
      AttributeKey.doubleKey("talkspurt.turn.response_latency_ms");
  static final AttributeKey<String> HEARD = ours("turn.heard");
  static final AttributeKey<String> SAID = ours("turn.said");
  static final AttributeKey<String> STAGE = ours("stage");

  private SpanNames() {}

  private static AttributeKey<String> ours(String name) {
    return AttributeKey.stringKey("talkspurt." + name);
  }
}
