package org.talkspurt.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real jar in a process of its own, on ports of its own. */
final class Bot implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Path UNPACKED = unpack();

  final int sipPort;
  final int httpPort;
  final Path directory;
  private final List<String> command;
  private Process process;

  private Bot(int sipPort, int httpPort, Path directory, List<String> command) throws IOException {
    this.sipPort = sipPort;
    this.httpPort = httpPort;
    this.directory = directory;
    this.command = command;
    this.process = run();
  }

  /** The jar as an installation lays it out. */
  private static Path unpack() {
    try {
      Path unpacked = Tool.project("sip-gateway/target/unpacked");
      ProcessBuilder command =
          new ProcessBuilder(
              Tool.project("config/unpack").toString(),
              Tool.project("sip-gateway/target/talkspurt.jar").toString(),
              unpacked.toString());
      command.environment().put("JAVA_HOME", System.getProperty("java.home"));
      if (command.inheritIO().start().waitFor() != 0) {
        throw new IOException("config/unpack failed");
      }
      return unpacked;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process run() throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  /** Starts it once more after its end, on the same ports, and waits until it is ready. */
  void startAgain() throws IOException {
    launchAgain();
    awaitReady();
  }

  /** The same, but returns at once. */
  void launchAgain() throws IOException {
    process = run();
  }

  /** Starts the bot with further arguments and waits until it is ready for calls. */
  static Bot start(String... arguments) throws IOException {
    Bot bot = launch(arguments);
    bot.awaitReady();
    return bot;
  }

  /** The same with echo and tone only, which is sooner ready; echo answers what has no route. */
  static Bot startWithoutModels(String... arguments) throws IOException {
    return startIn("", arguments);
  }

  /**
   * The same in another world than the test's.
   *
   * @param setUp shell commands that run first, as root, in the bot's directory and a mount
   *     namespace of its own; empty: none
   */
  static Bot startIn(String setUp, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--talkspurt.models.load=false");
    addUnlessGiven(all, "--talkspurt.agents.default=", "echo");
    List<String> world =
        setUp.isEmpty()
            ? List.of()
            : List.of("unshare", "--mount", "sh", "-ec", setUp + "; exec \"$@\"", "sh");
    Bot bot = launch(world, all.toArray(String[]::new));
    bot.awaitReady();
    return bot;
  }

  /** Starts the bot and returns at once. */
  static Bot launch(String... arguments) throws IOException {
    return launch(List.of(), arguments);
  }

  private static Bot launch(List<String> world, String... arguments) throws IOException {
    int sipPort = FreePort.next();
    int httpPort = FreePort.next();
    Path directory = Files.createTempDirectory("talkspurt-it");
    List<String> command = new ArrayList<>(world);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + UNPACKED.resolve("jvm.options"),
            "-XX:AOTCache=" + UNPACKED.resolve("talkspurt.aot"),
            "-jar",
            UNPACKED.resolve("talkspurt.jar").toString(),
            "--server.port=" + httpPort,
            "--talkspurt.records.directory=" + directory.resolve("records")));
    command.addAll(List.of(arguments));
    addUnlessGiven(command, "--talkspurt.sip.port=", String.valueOf(sipPort));
    addUnlessGiven(command, "--talkspurt.sip.bind-address", "=127.0.0.1");
    return new Bot(sipPort, httpPort, directory, command);
  }

  private static void addUnlessGiven(List<String> command, String setting, String value) {
    if (command.stream().noneMatch(argument -> argument.startsWith(setting))) {
      command.add(setting + value);
    }
  }

  /** Waits until somebody has this port of loopback. */
  static void awaitBound(int port, String transport) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (isFree(port, transport)) {
      if (System.nanoTime() > end) {
        throw new IOException("nobody listens on port " + port);
      }
      WireCaller.pause(20);
    }
  }

  private static boolean isFree(int port, String transport) throws IOException {
    var address = new java.net.InetSocketAddress("127.0.0.1", port);
    try (AutoCloseable _ =
        transport.equals("tcp")
            ? new ServerSocket(port, 1, address.getAddress())
            : new DatagramSocket(address)) {
      return true;
    } catch (java.net.BindException e) {
      return false;
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** Waits until it is ready for calls. */
  void awaitReady() throws IOException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException("the bot ended at start-up:\n" + log());
      }
      try {
        if (get("/actuator/health/readiness").statusCode() == 200) {
          return;
        }
      } catch (UncheckedIOException e) {
        // not listening yet
      }
      WireCaller.pause(100);
    }
    throw new IOException("the bot is not ready:\n" + log());
  }

  HttpResponse<String> get(String path) {
    return exchange(HttpRequest.newBuilder(uri(path)).GET());
  }

  HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has the call press keys for the other side. */
  void press(String callId, String keys) {
    exchange(
        HttpRequest.newBuilder(uri("/api/calls/" + callId + "/digits"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"digits\":\"" + keys + "\"}")));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  JsonNode json(String path) {
    return JsonMapper.shared().readTree(get(path).body());
  }

  /** Processor time that the threads took whose names begin with {@code prefix}. */
  long cpuMs(String prefix) throws IOException {
    try (var tasks = Files.list(Path.of("/proc", String.valueOf(pid()), "task"))) {
      long ticks = 0;
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        if (name.startsWith(prefix)) {
          String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
          ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]); // utime, stime
        }
      }
      return ticks * 10; // of 10 ms each, on every Linux that Java runs on
    }
  }

  /** Waits until the openings of stock replies are synthesised, some time after the start. */
  void awaitPrepared() throws Exception {
    Await.until(
        "prepared",
        120,
        () -> {
          long before = cpuMs("tts-");
          WireCaller.pause(1_000);
          return cpuMs("tts-") - before < 50;
        });
  }

  /** Sum of a metric's samples whose line begins with {@code prefix}. */
  double metric(String prefix) {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Records of ended calls, oldest first, as soon as there are so many. */
  List<JsonNode> records(int atLeast) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (records().size() < atLeast && System.nanoTime() < end) {
      WireCaller.pause(50);
    }
    return records();
  }

  /** What the bot sees as {@code path} of its directory, as long as it lives. */
  Path inside(String path) {
    Path ours = directory.resolve(path);
    return command.getFirst().equals("unshare")
        ? Path.of("/proc", String.valueOf(pid()), "root" + ours)
        : ours;
  }

  private List<JsonNode> records() throws IOException {
    List<JsonNode> records = new ArrayList<>();
    try (var files = Files.list(inside("records"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList()) {
        Files.readAllLines(file).forEach(line -> records.add(JsonMapper.shared().readTree(line)));
      }
    }
    return records;
  }

  /** The id of the call that is up, as soon as one is. */
  String talkingCall() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      for (JsonNode call : json("/api/calls")) {
        if (call.get("state").asString().equals("TALKING")) {
          return call.get("id").asString();
        }
      }
      WireCaller.pause(50);
    }
    throw new IOException("no call is up");
  }

  /** Waits until no call is active any more. */
  void awaitIdle() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (metric("talkspurt_calls_active") > 0) {
      if (System.nanoTime() > end) {
        throw new IOException("calls are still active");
      }
      WireCaller.pause(100);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Sends SIGTERM and returns at once. */
  void terminate() {
    process.destroy();
  }

  /** Ends it as an out-of-memory killer would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int exitCode() throws InterruptedException {
    process.waitFor(90, TimeUnit.SECONDS);
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  @Override
  public void close() throws IOException {
    terminate();
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        terminate(); // the second one does not wait for calls
      }
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
