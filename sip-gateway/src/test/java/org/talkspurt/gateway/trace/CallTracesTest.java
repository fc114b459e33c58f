package org.talkspurt.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class CallTracesTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private record Received(Map<String, List<String>> headers, byte[] body) {}

  @Test
  void aCollectorGetsACallAsProtobuf() throws Exception {
    BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", exchange -> take(exchange, received));
    collector.start();
    try (CallTraces traces =
        new TraceSettings(
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces",
                Map.of("Authorization", "Bearer secret"),
                false,
                Optional.empty())
            .open(TraceSampling.ALL, registry)) {
      traces.add(TracedCall.ended("completed", "caller_hung_up"));
      Received one = received.take();

      assertThat(one.headers())
          .contains(
              entry("Content-type", List.of("application/x-protobuf")),
              entry("Authorization", List.of("Bearer secret")));
      List<Span> spans =
          ExportTraceServiceRequest.parseFrom(one.body())
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpansList();
      assertThat(spans)
          .hasSize(8)
          .allSatisfy(
              span ->
                  assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray()))
                      .isEqualTo(TracedCall.TRACE_ID));
      assertThat(spans.getLast().getName()).isEqualTo("call inbound");
    } finally {
      collector.stop(0);
    }
    assertThat(traces("sent")).isEqualTo(1);
  }

  private static void take(HttpExchange exchange, BlockingQueue<Received> received)
      throws IOException {
    try (exchange) {
      received.add(
          new Received(
              Map.copyOf(exchange.getRequestHeaders()), exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Test
  void aCallThatIsNotTracedIsNotSent() {
    CallTraces traces = traces(new TraceSampling(0), CompletableResultCode::ofSuccess);
    traces.add(TracedCall.ended("completed", "caller_hung_up"));
    traces.close();

    assertThat(traces("sent")).isZero();
  }

  @Test
  void whatTheCollectorDoesNotTakeIsCounted() {
    CallTraces traces = traces(TraceSampling.ALL, CompletableResultCode::ofFailure);
    traces.add(TracedCall.ended("completed", "caller_hung_up"));
    traces.close();

    assertThat(traces("refused")).isEqualTo(1);
  }

  @Test
  void whatWaitsForASlowCollectorIsBounded() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CallTraces traces =
        traces(
            TraceSampling.ALL,
            () -> {
              begun.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return CompletableResultCode.ofSuccess();
            });
    traces.add(TracedCall.ended("completed", "caller_hung_up"));
    begun.await();
    for (int i = 0; i < CallTraces.WAITING_AT_MOST + 3; i++) {
      traces.add(TracedCall.ended("completed", "caller_hung_up"));
    }
    assertThat(traces("dropped")).isEqualTo(3);
    answer.countDown();
    traces.close();

    assertThat(traces("sent")).isEqualTo(CallTraces.WAITING_AT_MOST + 1.0);
  }

  private interface Answer {
    CompletableResultCode give();
  }

  private CallTraces traces(TraceSampling sampling, Answer answer) {
    SpanExporter exporter =
        new SpanExporter() {
          @Override
          public CompletableResultCode export(Collection<SpanData> spans) {
            return answer.give();
          }

          @Override
          public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
          }

          @Override
          public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
          }
        };
    return new CallTraces(
        new CallSpans(Optional.empty(), false), exporter, sampling, new TraceMeters(registry));
  }

  private double traces(String outcome) {
    return registry.get("talkspurt.traces").tag("outcome", outcome).counter().count();
  }
}
