package org.talkspurt.models.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.talkspurt.models.tool.FakeMcpServer.event;
import static org.talkspurt.models.tool.FakeMcpServer.says;
import static org.talkspurt.models.tool.FakeMcpServer.sends;
import static org.talkspurt.models.tool.FakeMcpServer.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talkspurt.dialog.agent.ToolServer;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import org.talkspurt.dialog.spi.ToolException;

/** Tools of an MCP server on the loopback interface. */
@Timeout(30)
class McpServerTest {
  private static final String CHANGED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
  private static final Duration LONG = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private FakeMcpServer fake;
  private McpServer server;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeMcpServer(0);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    fake.close();
    client.close();
  }

  private void connect(String... tools) {
    connect(Duration.ofMinutes(1), tools);
  }

  private void connect(Duration refresh, String... tools) {
    server =
        new McpServer(
            client,
            new ToolServer(
                "cal",
                fake.url(),
                Map.of("Authorization", "Bearer ${KEY}"),
                List.of(tools).stream().map(McpServerTest::use).toList()),
            text -> text.replace("${KEY}", "k-secret"),
            new McpServer.Pace(LONG, Duration.ofMillis(20), refresh));
  }

  private static ToolUse use(String name) {
    return new ToolUse(name, "", "", Optional.empty(), LONG, Optional.empty(), true);
  }

  private Tool connected() throws InterruptedException {
    connect("look");
    await(() -> !server.tools().isEmpty());
    return server.tools().getFirst();
  }

  private List<String> names() {
    return server.tools().stream().map(Tool::name).toList();
  }

  private static void await(BooleanSupplier there) throws InterruptedException {
    while (!there.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  @Test
  void ofAllPagesOnlyTheNamedToolsAreThere() throws Exception {
    fake.tools = List.of("drop_tables", "look", "book");
    connect("book", "look", "missing");
    await(() -> names().equals(List.of("cal_book", "cal_look")));

    assertThat(fake.seen).startsWith("initialize", "notifications/initialized", "tools/list");
    assertThat(server.tools().getFirst().description()).isEqualTo("Does it.");
    assertThat(server.tools().getFirst().parameters()).isEqualTo("{\"type\":\"object\"}");
  }

  @Test
  void aCallBringsTheTextOfItsResult() throws Exception {
    Tool look = connected();
    fake.plays.add(
        (exchange, request) -> {
          assertThat(request.path("params").toString())
              .isEqualTo("{\"name\":\"look\",\"arguments\":{\"day\":\"Monday\"}}");
          says("At nine.").to(exchange, request);
        });

    assertThat(look.call("{\"day\":\"Monday\"}")).isEqualTo("At nine.");
  }

  @Test
  void anAnswerMayComeInAStreamWithQuestionsBeforeIt() throws Exception {
    Tool look = connected();
    fake.plays.add(
        (exchange, request) -> {
          OutputStream out = stream(exchange);
          event(out, "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}");
          event(out, "{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"sampling/createMessage\"}");
          event(out, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}");
          event(out, FakeMcpServer.result(request, FakeMcpServer.text("At ten.")).toString());
        });

    assertThat(look.call("{}")).isEqualTo("At ten.");
    assertThat(List.of(fake.answers.take(), fake.answers.take()))
        .extracting(Object::toString)
        .anyMatch(answer -> answer.contains("\"id\":7,\"result\":{}"))
        .anyMatch(answer -> answer.contains("\"id\":8,\"error\":{\"code\":-32601"));
  }

  @Test
  void aSessionThatIsGoneIsBegunAnewForTheSameCall() throws Exception {
    Tool look = connected();
    fake.forget();
    fake.plays.add(says("Still here."));

    assertThat(look.call("{}")).isEqualTo("Still here.");
    assertThat(Collections.frequency(fake.seen, "initialize")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | text/plain       | k-secret trace | status 500
          401 | text/plain       | k-secret trace | status 401
          302 | text/plain       | k-secret trace | status 302
          200 | application/json | k-secret, no JSON | no JSON
          200 | application/json | {"jsonrpc":"2.0","id":0,"result":{}} | no answer of JSON-RPC
          200 | application/json | {"jsonrpc":"2.0","id":ID,"result":17} | no result
          200 | text/event-stream | 'data: {"jsonrpc":"2.0"}' | the stream ended before the answer
          200 | application/json | {"id":ID,"error":{"code":-32602,"message":"which day?"}} | error -32602: which day?
          200 | application/json | {"id":ID,"result":{"isError":true,"content":[{"type":"text","text":"closed"}]}} | closed
          """)
  void whatIsNoResultIsToldWithoutTheServersWords(
      int status, String type, String body, String message) throws Exception {
    Tool look = connected();
    fake.plays.add(sends(status, type, body));

    assertThatThrownBy(() -> look.call("{}")).isInstanceOf(ToolException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"application/json, 1200", "text/event-stream, 400"})
  void whatHasNoEndIsNotReadToItsEnd(String type, int kilobytes) throws Exception {
    Tool look = connected();
    CountDownLatch refused = new CountDownLatch(1);
    fake.plays.add(
        (exchange, request) -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("data: ".getBytes());
          try {
            while (true) {
              out.write(new byte[kilobytes * 1024]);
            }
          } catch (IOException closed) {
            refused.countDown();
          }
        });

    assertThatThrownBy(() -> look.call("{}"))
        .isInstanceOf(ToolException.class)
        .hasMessage("too long an answer");
    assertThat(refused.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptedCallClosesItsStreamAndTellsTheServer() throws Exception {
    Tool look = connected();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    fake.plays.add(
        (exchange, request) -> {
          OutputStream out = stream(exchange);
          begun.countDown();
          try {
            while (true) {
              event(out, CHANGED.replace("tools/list_changed", "progress"));
              Thread.sleep(5);
            }
          } catch (IOException gone) {
            closed.countDown();
          }
        });
    FutureTask<String> call = new FutureTask<>(() -> look.call("{}"));
    Thread caller = Thread.ofVirtual().start(call);
    begun.await();
    caller.interrupt();

    assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    await(() -> fake.seen.contains("notifications/cancelled"));
  }

  @Test
  void aChangedListIsFetchedAgain() throws Exception {
    connect("look", "book");
    await(() -> names().size() == 2);
    fake.tools = List.of("book");
    fake.announcements.add(CHANGED);

    await(() -> names().equals(List.of("cal_book")));
  }

  @Test
  void withoutAStreamOfItsOwnTheListIsFetchedNowAndThen() throws Exception {
    fake.streams = false;
    connect(Duration.ofMillis(50), "look", "book");
    await(() -> names().size() == 2);
    List<? extends Tool> before = server.tools();
    int lists = Collections.frequency(fake.seen, "tools/list");
    await(() -> Collections.frequency(fake.seen, "tools/list") > lists + 4);
    assertThat(server.tools()).isSameAs(before);
    fake.tools = List.of("look");

    await(() -> names().equals(List.of("cal_look")));
  }

  @Test
  void aServerThatIsGoneIsFoundAgain() throws Exception {
    int port = fake.port();
    fake.close();
    connectTo(port);
    assertThat(server.tools()).isEmpty();
    fake = new FakeMcpServer(port);

    await(() -> !server.tools().isEmpty());
  }

  private void connectTo(int port) {
    server =
        new McpServer(
            client,
            new ToolServer(
                "cal",
                "http://127.0.0.1:" + port + "/mcp",
                Map.of("Authorization", "Bearer k-secret"),
                List.of(use("look"))),
            text -> text,
            new McpServer.Pace(LONG, Duration.ofMillis(20), LONG));
  }

  @Test
  void aVersionThatWeDoNotSpeakIsNotSpoken() throws Exception {
    fake.version = "2023-01-01";
    connect("look");
    await(() -> Collections.frequency(fake.seen, "initialize") > 1);

    assertThat(fake.seen).doesNotContain("tools/list");
    assertThat(server.tools()).isEmpty();
  }

  @Test
  void aSchemaThatIsTooLongIsLeftOut() throws Exception {
    fake.schema = "{\"type\":\"object\",\"title\":\"" + "x".repeat(20_000) + "\"}";
    connect("look");
    await(() -> Collections.frequency(fake.seen, "tools/list") > 1);

    assertThat(server.tools()).isEmpty();
  }

  @Test
  void theSessionEndsWithTheServer() throws Exception {
    connected();
    server.close();

    assertThat(fake.seen).contains("DELETE");
  }
}
