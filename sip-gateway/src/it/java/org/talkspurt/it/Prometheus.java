package org.talkspurt.it;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus with config/prometheus as it stands, but for where the bots are and that it
 * asks them more often.
 */
final class Prometheus implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final int port;
  private final Path directory;
  private final Process process;

  private Prometheus(int port, Path directory, Process process) {
    this.port = port;
    this.directory = directory;
    this.process = process;
  }

  /** The configuration's files, with a token and with these bots. */
  static Path configuration(String token, Bot... bots) throws IOException {
    Path copy = Files.createTempDirectory("talkspurt-prometheus");
    try (Stream<Path> files = Files.list(Tool.project("config/prometheus"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yml")).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Files.writeString(copy.resolve("talkspurt.token"), token);
    if (bots.length > 0) {
      Files.writeString(
          copy.resolve("bots.yml"),
          Stream.of(bots)
              .map(bot -> "\"127.0.0.1:" + bot.httpPort + "\"")
              .collect(Collectors.joining(", ", "[{targets: [", "]}]\n")));
    }
    return copy;
  }

  static Prometheus start(String token, Bot... bots) throws IOException {
    Path directory = configuration(token, bots);
    Path file = directory.resolve("prometheus.yml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("scrape_interval: 5s", "scrape_interval: 2s")
            .replace("scrape_timeout: 4s", "scrape_timeout: 2s"));
    int port = FreePort.next();
    Process process =
        Tool.start(
            directory,
            List.of(
                "prometheus",
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage",
                "--log.level=warn"));
    Prometheus prometheus = new Prometheus(port, directory, process);
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (prometheus.get("/-/ready").statusCode() == 200) {
          return prometheus;
        }
      } catch (java.net.ConnectException e) {
        // not listening yet
      }
      WireCaller.pause(100);
    }
    throw new IOException("Prometheus is not ready:\n" + prometheus.output());
  }

  /**
   * What an expression finds now.
   *
   * @throws IOException with Prometheus' own words if it refuses the expression
   */
  List<JsonNode> query(String expression) throws IOException {
    return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .get("result")
        .valueStream()
        .toList();
  }

  /** The one value of an expression; NaN if it finds nothing. */
  double value(String expression) throws IOException {
    List<JsonNode> found = query(expression);
    return found.isEmpty() ? Double.NaN : value(found.getFirst());
  }

  static double value(JsonNode sample) {
    String text = sample.get("value").get(1).asString();
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** Waits until an expression finds at least {@code floor}. */
  void await(String expression, double floor) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!(value(expression) >= floor)) {
      if (System.nanoTime() > end) {
        throw new IOException(expression + " is still " + value(expression) + "\n" + output());
      }
      WireCaller.pause(500);
    }
  }

  /** The exemplars of a series within the last minute, the last one first. */
  List<JsonNode> exemplars(String series) throws IOException {
    Instant now = Instant.now();
    return data("/api/v1/query_exemplars?query=%s&start=%d&end=%d"
            .formatted(series, now.minusSeconds(60).getEpochSecond(), now.getEpochSecond() + 1))
        .valueStream()
        .flatMap(found -> found.get("exemplars").valueStream())
        .toList()
        .reversed();
  }

  /** All recording rules and alerts that it evaluates. */
  List<JsonNode> rules() throws IOException {
    return data("/api/v1/rules")
        .get("groups")
        .valueStream()
        .flatMap(group -> group.get("rules").valueStream())
        .toList();
  }

  private JsonNode data(String path) throws IOException {
    HttpResponse<String> response = get(path);
    JsonNode answer = JsonMapper.shared().readTree(response.body());
    if (response.statusCode() != 200) {
      throw new IOException(answer.get("error").asString());
    }
    return answer.get("data");
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(30))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String output() throws IOException {
    return Files.readString(directory.resolve("output"));
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
