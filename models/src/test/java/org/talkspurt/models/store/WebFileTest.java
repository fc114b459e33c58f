package org.talkspurt.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.talkspurt.models.store.ModelSource.WebFile;

/** Fetching by URL, against a server on the loopback interface. */
@Timeout(30)
class WebFileTest {

  private static final String CONTENT = "0123456789".repeat(1_000);

  @TempDir Path directory;

  private HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private Duration maxSilence = Duration.ofSeconds(10);

  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/model.onnx",
        exchange -> {
          ranges.add(exchange.getRequestHeaders().getFirst("Range"));
          try (exchange) {
            answers.remove().to(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesAFile() {
    answers.add(whole(CONTENT));
    store().fetch(List.of("web"));

    assertThat(model()).hasContent(CONTENT);
    assertThat(part()).doesNotExist();
  }

  @Test
  void goesOnAfterATruncatedBody() {
    answers.add(truncated(4_000));
    answers.add(range(4_000));
    store().fetch(List.of("web"));

    assertThat(model()).hasContent(CONTENT);
    assertThat(ranges).containsExactly(null, "bytes=4000-");
  }

  @Test
  void goesOnWhereAnEarlierProcessStopped() throws IOException {
    leavePart(CONTENT.substring(0, 7_000));
    answers.add(range(7_000));
    store().fetch(List.of("web"));

    assertThat(model()).hasContent(CONTENT);
    assertThat(ranges).containsExactly("bytes=7000-");
  }

  @Test
  void startsAgainWithAServerThatKnowsNoRanges() throws IOException {
    leavePart(CONTENT.substring(0, 7_000));
    answers.add(whole(CONTENT));
    store().fetch(List.of("web"));

    assertThat(model()).hasContent(CONTENT);
  }

  @Test
  void aRangeOtherThanAskedForIsNotAppended() throws IOException {
    leavePart(CONTENT.substring(0, 7_000));
    answers.add(range(6_000));
    answers.add(range(7_000));
    store().fetch(List.of("web"));

    assertThat(model()).hasContent(CONTENT);
  }

  @Test
  void aPartLongerThanTheFileIsNotOurs() throws IOException {
    leavePart(CONTENT + "more");
    answers.add(whole(CONTENT));
    store().fetch(List.of("web"));

    assertThat(model()).hasContent(CONTENT);
    assertThat(ranges).containsExactly((String) null);
  }

  @Test
  void startsAgainWhenTheServersFileIsShorterThanThePart() throws IOException {
    leavePart(CONTENT.substring(0, 7_000));
    answers.add(exchange -> exchange.sendResponseHeaders(416, -1));
    answers.add(whole(CONTENT));
    store().fetch(List.of("web"));

    assertThat(model()).hasContent(CONTENT);
  }

  @Test
  void aConnectionThatAlwaysBreaksIsNoNetworkAndThePartIsKept() {
    answers.add(truncated(4_000));
    answers.add(range(4_000, 5_000));
    answers.add(range(5_000, 6_000));

    assertThatThrownBy(() -> store().fetch(List.of("web")))
        .isInstanceOf(ModelStoreException.class)
        .hasMessageStartingWith("cannot fetch " + uri() + ": no network (")
        .hasMessageContaining("connect once or copy the model directory");
    assertThat(part()).hasContent(CONTENT.substring(0, 6_000));
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    maxSilence = Duration.ofMillis(200);
    var gate = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      answers.add(
          exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length());
            exchange.getResponseBody().write(new byte[1_000]);
            exchange.getResponseBody().flush();
            await(gate);
          });
    }

    assertThatThrownBy(() -> store().fetch(List.of("web")))
        .hasMessageStartingWith("cannot fetch " + uri() + ": no network (");
    gate.countDown();
  }

  @Test
  void nothingIsKeptOfAWrongFile() {
    answers.add(whole(CONTENT.replace('5', '6')));

    assertThatThrownBy(() -> store().fetch(List.of("web")))
        .hasMessageStartingWith(
            "web/model.onnx: expected SHA-256 " + ModelStoreTest.sha256(CONTENT) + ", got ");
    assertThat(model()).doesNotExist();
    assertThat(part()).doesNotExist();
  }

  @Test
  void aFileOfAnotherSizeIsRefused() {
    answers.add(whole(CONTENT + CONTENT));
    answers.add(whole(CONTENT + CONTENT));
    answers.add(whole(CONTENT + CONTENT));

    assertThatThrownBy(() -> store().fetch(List.of("web")))
        .hasMessageMatching(".*: expected 10000 bytes, got \\d+ bytes; nothing was kept.*");
    assertThat(part()).doesNotExist();
  }

  @Test
  void aFileThatIsGoneIsNotServedAnyMore() {
    answers.add(exchange -> exchange.sendResponseHeaders(404, -1));

    assertThatThrownBy(() -> store().fetch(List.of("web")))
        .hasMessage(
            "%s is not served any more (HTTP status 404); name another source in the model list",
            uri());
  }

  @Test
  void aServerInTroubleIsNamedWithItsStatus() {
    answers.add(exchange -> exchange.sendResponseHeaders(503, -1));

    assertThatThrownBy(() -> store().fetch(List.of("web")))
        .hasMessage("cannot fetch %s: HTTP status 503", uri());
  }

  @Test
  void aServerThatIsNotThereIsNoNetwork() {
    server.stop(0);

    assertThatThrownBy(() -> store().fetch(List.of("web")))
        .hasMessageStartingWith("cannot fetch " + uri() + ": no network (");
  }

  private static Answer whole(String content) {
    return exchange -> send(exchange, 200, content, content.length());
  }

  /** Promises all, and breaks off. */
  private static Answer truncated(int sent) {
    return exchange -> send(exchange, 200, CONTENT.substring(0, sent), CONTENT.length());
  }

  private static Answer range(int from) {
    return range(from, CONTENT.length());
  }

  /** Promises all from there, and breaks off. */
  private static Answer range(int from, int to) {
    return exchange -> {
      var range = "bytes %d-%d/%d".formatted(from, CONTENT.length() - 1, CONTENT.length());
      exchange.getResponseHeaders().set("Content-Range", range);
      send(exchange, 206, CONTENT.substring(from, to), CONTENT.length() - from);
    };
  }

  private static void send(HttpExchange exchange, int status, String body, int length)
      throws IOException {
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
    exchange.getResponseBody().flush();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void leavePart(String content) throws IOException {
    Files.createDirectories(part().getParent());
    Files.writeString(part(), content);
  }

  private Path model() {
    return directory.resolve("web/model.onnx");
  }

  private Path part() {
    return directory.resolve("web/model.onnx.part");
  }

  private URI uri() {
    var address = server.getAddress();
    return URI.create(
        "http://%s:%d/model.onnx"
            .formatted(address.getAddress().getHostAddress(), address.getPort()));
  }

  private ModelStore store() {
    var file =
        new ModelFile(
            "model.onnx", new WebFile(uri()), "", CONTENT.length(), ModelStoreTest.sha256(CONTENT));
    return new ModelStore(
        new ModelManifest(List.of(new ModelSet("web", "MIT", List.of(file)))),
        directory,
        (_, _, _) -> {},
        new FakePackages(),
        _ -> Long.MAX_VALUE,
        Duration.ZERO,
        maxSilence);
  }
}
