package org.talkspurt.models.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An MCP server over Streamable HTTP that keeps the protocol's rules and refuses who does not: a
 * session id and the agreed version with every request after the first, both kinds of content
 * accepted. Calls of its tools do what a test says.
 */
final class FakeMcpServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final AtomicInteger sessions = new AtomicInteger();

  /** Methods and what else happened, in order. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  /** What the caller's side sent that answers a request of ours. */
  final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();

  final BlockingQueue<Play> plays = new LinkedBlockingQueue<>();

  /** Lines of the stream that a GET opens; an empty one ends it. */
  final BlockingQueue<String> announcements = new LinkedBlockingQueue<>();

  volatile List<String> tools = List.of("look", "book");
  volatile String version = McpSession.VERSION;
  volatile boolean streams = true;
  volatile String schema = "{\"type\":\"object\"}";
  private volatile String session = "";

  /** Answers a call of a tool. */
  @FunctionalInterface
  interface Play {
    void to(HttpExchange exchange, JsonNode request) throws IOException, InterruptedException;
  }

  FakeMcpServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/mcp", this::serve);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/mcp";
  }

  /** From now on it knows nobody. */
  void forget() {
    session = "gone";
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      if (!"Bearer k-secret".equals(key)) {
        send(exchange, 401, "text/plain", "k-secret is the key");
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "POST" -> post(exchange);
        case "GET" -> get(exchange);
        default -> {
          seen.add(exchange.getRequestMethod());
          exchange.sendResponseHeaders(200, -1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(HttpExchange exchange) throws IOException, InterruptedException {
    JsonNode message = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String method = message.path("method").asString("");
    String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
    if (!message.path("jsonrpc").asString("").equals("2.0")
        || !accept.contains("application/json")
        || !accept.contains("text/event-stream")) {
      send(exchange, 400, "text/plain", "not as the protocol has it");
      return;
    }
    seen.add(method.isEmpty() ? "answer" : method);
    if (method.equals("initialize")) {
      session = "session-" + sessions.incrementAndGet();
      exchange.getResponseHeaders().set("Mcp-Session-Id", session);
      ObjectNode result = JSON.createObjectNode().put("protocolVersion", version);
      result.putObject("capabilities").putObject("tools").put("listChanged", true);
      result.putObject("serverInfo").put("name", "fake").put("version", "1");
      json(exchange, result(message, result));
    } else if (!session.equals(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"))) {
      send(exchange, 404, "text/plain", "no such session");
    } else if (!version.equals(exchange.getRequestHeaders().getFirst("MCP-Protocol-Version"))) {
      send(exchange, 400, "text/plain", "no such version");
    } else if (method.isEmpty()) {
      answers.add(message);
      exchange.sendResponseHeaders(202, -1);
    } else if (!message.has("id")) {
      exchange.sendResponseHeaders(202, -1);
    } else if (method.equals("tools/list")) {
      list(exchange, message);
    } else {
      plays.take().to(exchange, message);
    }
  }

  /** One tool a page. */
  private void list(HttpExchange exchange, JsonNode request) throws IOException {
    int at = request.path("params").path("cursor").asInt(0);
    ObjectNode result = JSON.createObjectNode();
    ArrayNode page = result.putArray("tools");
    List<String> all = tools;
    if (at < all.size()) {
      ObjectNode tool = page.addObject().put("name", all.get(at)).put("description", "Does it.");
      tool.set("inputSchema", JSON.readTree(schema));
    }
    if (at + 1 < all.size()) {
      result.put("nextCursor", Integer.toString(at + 1));
    }
    json(exchange, result(request, result));
  }

  private void get(HttpExchange exchange) throws IOException, InterruptedException {
    if (!streams) {
      exchange.sendResponseHeaders(405, -1);
      return;
    }
    OutputStream out = stream(exchange);
    for (String line = announcements.take(); !line.isEmpty(); line = announcements.take()) {
      event(out, line);
    }
  }

  static ObjectNode result(JsonNode request, JsonNode result) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    answer.set("result", result);
    return answer;
  }

  static JsonNode text(String text) {
    ObjectNode result = JSON.createObjectNode();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result;
  }

  /** The result as JSON. */
  static Play says(String text) {
    return (exchange, request) -> json(exchange, result(request, text(text)));
  }

  static Play sends(int status, String type, String body) {
    return (exchange, request) ->
        send(exchange, status, type, body.replace("ID", request.path("id").asString()));
  }

  static void json(HttpExchange exchange, JsonNode body) throws IOException {
    send(exchange, 200, "application/json", body.toString());
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static OutputStream stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    return exchange.getResponseBody();
  }

  static void event(OutputStream out, String data) throws IOException {
    out.write(("event: message\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    announcements.add("");
    server.stop(0);
  }
}
