package org.talkspurt.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallSpansTest {
  private final CallSpans spans = new CallSpans(Optional.of("small-model"), false);

  @Test
  void aCallIsOneTraceOfItsTurnsAndTheirStages() {
    List<SpanData> call = spans.of(TracedCall.ended("completed", "caller_hung_up"));

    assertThat(call)
        .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(TracedCall.TRACE_ID))
        .extracting(SpanData::getName)
        .containsExactly(
            "invoke_agent clinic",
            "vad",
            "chat small-model",
            "playout_start",
            "execute_tool cal_look",
            "execute_tool cal_book",
            "invoke_agent clinic",
            "call inbound");
    SpanData root = call.getLast();
    SpanData second = call.get(6);
    assertThat(root.getParentSpanContext().isValid()).isFalse();
    assertThat(second.getParentSpanId()).isEqualTo(root.getSpanId());
    assertThat(call.subList(1, 6))
        .allSatisfy(stage -> assertThat(stage.getParentSpanId()).isEqualTo(second.getSpanId()));
  }

  @Test
  void theRootIsTheSpanThatExemplarsName() {
    SpanData root = spans.of(TracedCall.ended("completed", "caller_hung_up")).getLast();

    assertThat(root.getSpanId()).isEqualTo(TracedCall.TRACE_ID.substring(16));
    assertThat(root.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(root.getAttributes().get(SpanNames.DIRECTION)).isEqualTo("inbound");
    assertThat(root.getAttributes().get(SpanNames.TRUNK)).isEqualTo("pbx");
    assertThat(root.getAttributes().get(SpanNames.CAUSE)).isEqualTo("caller_hung_up");
    assertThat(root.getAttributes().get(SpanNames.CONVERSATION)).isEqualTo(TracedCall.ID);
    assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(root.getResource().getAttributes().asMap()).containsValue("talkspurt");
  }

  @Test
  void stagesFollowEachOtherFromTheCallersLastSample() {
    List<SpanData> call = spans.of(TracedCall.ended("completed", "caller_hung_up"));

    SpanData turn = call.get(6);
    SpanData chat = call.get(2);
    assertThat(turn.getStartEpochNanos()).isEqualTo(ns(TracedCall.START.plusMillis(6_000)));
    assertThat(call.get(1).getStartEpochNanos()).isEqualTo(turn.getStartEpochNanos());
    assertThat(chat.getStartEpochNanos()).isEqualTo(ns(TracedCall.START.plusMillis(6_060)));
    assertThat(chat.getEndEpochNanos() - chat.getStartEpochNanos()).isEqualTo(200_500_000);
    assertThat(call.get(3).getStartEpochNanos()).isEqualTo(chat.getEndEpochNanos());
    assertThat(turn.getEndEpochNanos()).isEqualTo(ns(TracedCall.START.plusMillis(9_000)));
  }

  @Test
  void aLanguageModelsPartIsDescribedByTheConventionsForGenerativeAi() {
    SpanData chat = spans.of(TracedCall.ended("completed", "caller_hung_up")).get(2);

    assertThat(chat.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(chat.getAttributes().get(SpanNames.OPERATION)).isEqualTo("chat");
    assertThat(chat.getAttributes().get(SpanNames.REQUEST_MODEL)).isEqualTo("small-model");
    assertThat(chat.getAttributes().get(SpanNames.PROVIDER)).isEqualTo("openai");
    assertThat(chat.getAttributes().get(SpanNames.STAGE)).isEqualTo("llm_first_token");
  }

  @Test
  void aToolsSpanIsTheTimeOfItsCall() {
    List<SpanData> call = spans.of(TracedCall.ended("completed", "caller_hung_up"));
    SpanData look = call.get(4);
    SpanData book = call.get(5);

    assertThat(look.getAttributes().get(SpanNames.OPERATION)).isEqualTo("execute_tool");
    assertThat(look.getAttributes().get(SpanNames.TOOL)).isEqualTo("cal_look");
    assertThat(look.getStartEpochNanos()).isEqualTo(ns(TracedCall.START.plusMillis(6_600)));
    assertThat(look.getEndEpochNanos()).isEqualTo(ns(TracedCall.START.plusMillis(6_900)));
    assertThat(look.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(book.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(book.getAttributes().get(SpanNames.ERROR)).isEqualTo("late");
  }

  @Test
  void noModelIsNamedWhereItCouldBeAnother() {
    SpanData chat =
        new CallSpans(Optional.empty(), false)
            .of(TracedCall.ended("completed", "caller_hung_up"))
            .get(2);

    assertThat(chat.getName()).isEqualTo("chat");
    assertThat(chat.getAttributes().get(SpanNames.REQUEST_MODEL)).isNull();
  }

  @Test
  void aCallThatBrokeOffIsAnError() {
    SpanData root = spans.of(TracedCall.ended("failed", "media_timeout")).getLast();

    assertThat(root.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(root.getAttributes().get(SpanNames.ERROR)).isEqualTo("media_timeout");
  }

  @Test
  void nobodysNumberNameOrWordsAreInIt() {
    String all = spans.of(TracedCall.ended("completed", "caller_hung_up")).toString();

    assertThat(all)
        .doesNotContain("5550100", "Jane", "7000", "198.51.100.7", "secret-call-id")
        .doesNotContain("open?", "nine", "Good morning");
  }

  @Test
  void wordsAreInItWhereThatIsWanted() {
    SpanData turn =
        new CallSpans(Optional.empty(), true)
            .of(TracedCall.ended("completed", "caller_hung_up"))
            .get(6);

    assertThat(turn.getAttributes().get(SpanNames.HEARD)).isEqualTo("When do you open?");
    assertThat(turn.getAttributes().get(SpanNames.SAID)).isEqualTo("At nine.");
  }

  @Test
  void theNextCallsSpansAreItsOwn() {
    spans.of(TracedCall.ended("completed", "caller_hung_up"));

    assertThat(spans.of(TracedCall.ended("completed", "caller_hung_up"))).hasSize(8);
  }

  private static long ns(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }
}
