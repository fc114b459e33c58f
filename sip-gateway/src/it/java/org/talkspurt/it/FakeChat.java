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

/** A server of the chat completions protocol that thinks for a fixed time and says one thing. */
final class FakeChat implements AutoCloseable {
  private final HttpServer server;
  private final long firstTokenMs;
  private final List<String> pieces;
  final AtomicInteger asked = new AtomicInteger();

  FakeChat(long firstTokenMs, List<String> pieces) throws IOException {
    this.firstTokenMs = firstTokenMs;
    this.pieces = pieces;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/models", exchange -> answer(exchange, "{\"data\":[]}"));
    server.createContext("/v1/chat/completions", this::complete);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
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
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.flush();
      WireCaller.pause(firstTokenMs);
      for (String piece : pieces) {
        event(out, "{\"delta\":{\"content\":\"" + piece + "\"},\"finish_reason\":null}");
        WireCaller.pause(5);
      }
      event(out, "{\"delta\":{},\"finish_reason\":\"stop\"}");
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
