package org.talkspurt.models.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.ToolException;

@Timeout(30)
class HttpToolTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String response = "{\"free\":true}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = response.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    client.close();
  }

  private HttpTool tool(String method, String path) {
    var http =
        new ToolUse.Http(
            method,
            "http://127.0.0.1:" + server.getAddress().getPort() + path,
            Map.of("Authorization", "Bearer ${KEY}"));
    return tool(http);
  }

  private HttpTool tool(ToolUse.Http http) {
    return new HttpTool(client, use(http), http, text -> text.replace("${KEY}", "k-secret"));
  }

  private static ToolUse use(ToolUse.Http http) {
    return new ToolUse(
        "slots",
        "Free slots.",
        "{}",
        Optional.of(http),
        Duration.ofSeconds(20),
        Optional.empty(),
        true);
  }

  @Test
  void argumentsAreTheBody() throws Exception {
    assertThat(tool("POST", "/slots").call("{\"day\":\"${KEY}\"}")).isEqualTo(response);
    assertThat(asked).containsExactly("POST /slots", "Bearer k-secret", "{\"day\":\"${KEY}\"}");
  }

  @Test
  void argumentsOfAGetAreItsQuery() throws Exception {
    tool("GET", "/slots?site=1").call("{\"day\":\"Monday&x=/../\",\"n\":2}");

    assertThat(asked.getFirst()).isEqualTo("GET /slots?site=1&day=Monday%26x%3D%2F..%2F&n=2");
  }

  @Test
  void aRefusalIsToldByItsStatusOnly() {
    status = 404;
    response = "stack trace";

    assertThatThrownBy(() -> tool("POST", "/slots").call("{}"))
        .isInstanceOf(ToolException.class)
        .hasMessage("status 404");
  }

  @Test
  void noContentIsDone() throws Exception {
    status = 204;
    response = "";

    assertThat(tool("DELETE", "/slots/1").call("{}")).isEqualTo("done");
  }

  @Test
  void aServerThatIsGoneIsNotNamed() {
    HttpTool tool = tool("POST", "/slots");
    server.stop(0);

    assertThatThrownBy(() -> tool.call("{}")).hasMessage("not reachable");
  }

  @Test
  void aHeaderThatHttpDoesNotAllowIsNotQuoted() {
    var http = new ToolUse.Http("POST", "http://127.0.0.1/", Map.of("X-Key", "${KEY}\n"));

    assertThatThrownBy(() -> tool(http))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected: headers that HTTP allows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/k-secret here",
        "file:///k-secret",
        "http:k-secret",
        "http://127.0.0.1/#k-secret"
      })
  void anAddressThatIsNoneIsNotQuoted(String url) {
    var http = new ToolUse.Http("POST", "${URL}", Map.of());
    ToolUse use = use(http);

    assertThatThrownBy(() -> new HttpTool(client, use, http, text -> text.replace("${URL}", url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected: http://HOST/… or https://HOST/…");
  }

  @Test
  void redirectionsAreNotFollowed() {
    status = 302;

    assertThatThrownBy(() -> tool("POST", "/slots").call("{}")).hasMessage("status 302");
  }

  @Test
  void oneThatSendsForeverIsNotReadForever() throws Exception {
    response = "x".repeat(3 * HttpTool.LONGEST_RESPONSE);

    assertThat(tool("POST", "/slots").call("{}")).hasSize(HttpTool.LONGEST_RESPONSE);
  }
}
