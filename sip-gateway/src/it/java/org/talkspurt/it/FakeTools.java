package org.talkspurt.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools behind HTTP: {@code /birds} answers at once; {@code /mcp} is a server of the Model Context
 * Protocol with a session, whose one tool takes its time and answers in a stream.
 */
final class FakeTools implements AutoCloseable {
  static final String KEY = "k-of-the-tools";
  private static final String SESSION = "session-1";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final long slowMs;

  /**
   * @param slowMs how long the MCP server's tool takes
   */
  FakeTools(long slowMs) throws IOException {
    this.slowMs = slowMs;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/birds", exchange -> send(exchange, 200, "text/plain", "three herons"));
    server.createContext("/mcp", this::mcp);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void mcp(HttpExchange exchange) throws IOException {
    JsonNode message = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String method = message.path("method").asString("");
    boolean begins = method.equals("initialize");
    boolean known = SESSION.equals(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"));
    if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "text/plain", "");
    } else if (!exchange.getRequestMethod().equals("POST")) {
      send(exchange, 405, "text/plain", "");
    } else if (!begins && !known) {
      send(exchange, 404, "text/plain", "");
    } else if (!message.has("id")) {
      send(exchange, 202, "text/plain", "");
    } else {
      answer(exchange, message, method);
    }
  }

  private void answer(HttpExchange exchange, JsonNode request, String method) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    ObjectNode result = answer.putObject("result");
    switch (method) {
      case "initialize" -> {
        exchange.getResponseHeaders().set("Mcp-Session-Id", SESSION);
        result.put("protocolVersion", "2025-06-18");
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "register").put("version", "1");
        send(exchange, 200, "application/json", answer.toString());
      }
      case "tools/list" -> {
        ObjectNode tool = result.putArray("tools").addObject().put("name", "count.birds");
        tool.put("description", "Counts birds.").putObject("inputSchema").put("type", "object");
        send(exchange, 200, "application/json", answer.toString());
      }
      default -> {
        WireCaller.pause(slowMs);
        result.putArray("content").addObject().put("type", "text").put("text", "seven storks");
        send(exchange, 200, "text/event-stream", "data: " + answer + "\n\n");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
