package org.talkspurt.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server of the chat completions protocol that thinks for a fixed time and then says one thing,
 * or what a test makes of the conversation.
 */
final class FakeChat implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final long firstTokenMs;
  private final Function<JsonNode, List<ObjectNode>> script;
  final AtomicInteger asked = new AtomicInteger();

  FakeChat(long firstTokenMs, List<String> pieces) throws IOException {
    this(firstTokenMs, _ -> says(pieces));
  }

  /**
   * @param script the deltas of an answer to a request
   */
  FakeChat(long firstTokenMs, Function<JsonNode, List<ObjectNode>> script) throws IOException {
    this.firstTokenMs = firstTokenMs;
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/models", exchange -> answer(exchange, "{\"data\":[]}"));
    server.createContext("/v1/chat/completions", this::complete);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  static List<ObjectNode> says(List<String> pieces) {
    return pieces.stream().map(piece -> JSON.createObjectNode().put("content", piece)).toList();
  }

  /** Wants a tool, without arguments. */
  static List<ObjectNode> calls(String id, String tool) {
    ObjectNode delta = JSON.createObjectNode();
    ObjectNode call = delta.putArray("tool_calls").addObject();
    call.put("index", 0).put("id", id).put("type", "function");
    call.putObject("function").put("name", tool).put("arguments", "{}");
    return List.of(delta);
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, json.length());
      exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void complete(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.flush();
      WireCaller.pause(firstTokenMs);
      List<ObjectNode> deltas = script.apply(request);
      for (ObjectNode delta : deltas) {
        event(out, "{\"delta\":" + delta + ",\"finish_reason\":null}");
        WireCaller.pause(5);
      }
      String why = deltas.getLast().has("tool_calls") ? "tool_calls" : "stop";
      event(out, "{\"delta\":{},\"finish_reason\":\"" + why + "\"}");
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void event(OutputStream out, String choice) throws IOException {
    out.write(("data: {\"choices\":[" + choice + "]}\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
