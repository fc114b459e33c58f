package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way from a histogram to a call: Prometheus shows an exemplar of a turn's latency, its trace
 * id finds the call in the API and the trace at a collector.
 */
class TraceIT {
  private static final String TOKEN = "a-token-of-this-test";
  private static final String LATENCY = "talkspurt_turn_response_latency_seconds";

  @Test
  void anExemplarLeadsToItsCallAndItsTrace() throws Exception {
    BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    HttpServer collector = collector(received);
    try (Bot bot =
            Bot.launch(
                "--talkspurt.api.token=" + TOKEN,
                "--talkspurt.traces.url=http://127.0.0.1:"
                    + collector.getAddress().getPort()
                    + "/v1/traces");
        Prometheus prometheus = Prometheus.start(TOKEN, bot)) {
      bot.awaitReady();
      try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
        // Two: a reply that begins in a pause of a question has no latency.
        caller.answeredMs(Clip.named("q-parking"), 6_000);
        caller.answeredMs(Clip.named("q-insurance"), 6_000);
      }
      List<Span> spans = spans(received);
      String traceId = hex(spans.getFirst());
      prometheus.await("sum(" + LATENCY + "_count)", 1);
      JsonNode exemplar = prometheus.exemplars(LATENCY + "_bucket").getFirst();

      System.out.printf("%d spans of trace %s; exemplar %s%n", spans.size(), traceId, exemplar);
      assertThat(exemplar.get("labels").get("trace_id").asString()).isEqualTo(traceId);
      assertThat(spans)
          .allSatisfy(span -> assertThat(hex(span)).isEqualTo(traceId))
          .extracting(Span::getName)
          .contains("call inbound", "invoke_agent clinic", "asr_final", "playout_start");
      JsonNode calls = calls(bot, traceId);
      assertThat(calls.size()).isEqualTo(1);
      assertThat(calls.get(0).get("id").asString().replace("-", "")).isEqualTo(traceId);
    } finally {
      collector.stop(0);
    }
  }

  private static HttpServer collector(BlockingQueue<byte[]> received) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            received.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    return server;
  }

  private static List<Span> spans(BlockingQueue<byte[]> received) throws Exception {
    byte[] body =
        Objects.requireNonNull(received.poll(20, TimeUnit.SECONDS), "no trace within 20 s");
    return ExportTraceServiceRequest.parseFrom(body)
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpansList();
  }

  private static String hex(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  private static JsonNode calls(Bot bot, String traceId) {
    return JsonMapper.shared()
        .readTree(
            bot.exchange(
                    HttpRequest.newBuilder(bot.uri("/api/calls?trace=" + traceId))
                        .header("Authorization", "Bearer " + TOKEN))
                .body());
  }
}
