package org.talkspurt.models.tool;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.agent.ToolServer;
import org.talkspurt.dialog.agent.ToolUse;
import org.talkspurt.dialog.spi.Tool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of one MCP server, of those that an agent names. Their list is fetched in the
 * background and again when it changes, when the session has to be begun anew, and now and then;
 * while the server is gone, those listed last stay. Thread-safe.
 */
public final class McpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(McpServer.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_PAGES = 50;
  private static final int LONGEST_DESCRIPTION = 2_000;
  private static final int LONGEST_SCHEMA = 16 * 1024;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final ToolServer server;
  private final Pace pace;
  private final McpSession session;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tool-server-", 0).factory());

  /** A permit: the list is wanted anew. */
  private final Semaphore stale = new Semaphore(0);

  private volatile List<McpTool> tools = List.of();

  /** What was said last of the list, so that it is not said again and again. */
  private String said = "";

  /**
   * When a list is fetched.
   *
   * @param patience how long fetching may take
   * @param retry how soon it is tried again after a failure; then after twice as long, and so on
   * @param refresh how often, at least
   */
  record Pace(Duration patience, Duration retry, Duration refresh) {
    static final Pace USUAL =
        new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /**
   * Begins to fetch the list; returns at once.
   *
   * @param client follows no redirections: elsewhere the headers would be told to somebody else
   * @param placeholders puts values into a text that holds {@code ${NAME}}
   * @throws IllegalArgumentException if the URL or a header is not one; does not say what it is
   */
  public McpServer(HttpClient client, ToolServer server, UnaryOperator<String> placeholders) {
    this(client, server, placeholders, Pace.USUAL);
  }

  McpServer(HttpClient client, ToolServer server, UnaryOperator<String> placeholders, Pace pace) {
    this.server = server;
    this.pace = pace;
    session =
        new McpSession(
            client, ToolAddress.of(server.url(), server.headers(), placeholders), stale::release);
    threads.execute(this::watch);
  }

  /** The tools that there are, by their names for the model. The same list until it changes. */
  public List<? extends Tool> tools() {
    return tools;
  }

  /** Keeps the list fresh. */
  private void watch() {
    Future<?> listening = CompletableFuture.completedFuture(null);
    Duration pause = pace.retry();
    try {
      while (true) {
        stale.drainPermits();
        if (refresh()) {
          pause = pace.retry();
          listening = listening.isDone() ? threads.submit(this::listen) : listening;
          var _ = stale.tryAcquire(pace.refresh().toNanos(), TimeUnit.NANOSECONDS);
          // One that always has another list is not asked all the time.
          Thread.sleep(pace.retry());
        } else {
          Thread.sleep(pause);
          Duration twice = pause.multipliedBy(2);
          pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
      }
    } catch (InterruptedException | RejectedExecutionException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** A stream that ends may mean that the server has begun anew. */
  private void listen() {
    long beganNs = System.nanoTime();
    Duration shortly = pace.refresh().dividedBy(10);
    try {
      if (session.listen(pace.patience())) {
        boolean atOnce = System.nanoTime() - beganNs < shortly.toNanos();
        Thread.sleep(atOnce ? shortly : pace.retry());
        stale.release();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean refresh() throws InterruptedException {
    Future<List<McpTool>> listing = threads.submit(this::list);
    try {
      List<McpTool> listed = listing.get(pace.patience().toNanos(), TimeUnit.NANOSECONDS);
      if (!listed.equals(tools)) {
        tools = List.copyOf(listed);
      }
      say(listed.size() + " of " + server.tools().size() + " tools are there");
      return true;
    } catch (TimeoutException e) {
      listing.cancel(true);
      say("no list of tools in time");
    } catch (ExecutionException e) {
      say("no list of tools: " + reason(e.getCause()));
    }
    return false;
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof McpException known
        ? String.valueOf(known.getMessage())
        : String.valueOf(cause == null ? null : cause.getClass().getSimpleName());
  }

  private List<McpTool> list() throws McpException, InterruptedException {
    Map<String, JsonNode> there = new HashMap<>();
    String cursor = "";
    for (int page = 0; page == 0 || !cursor.isEmpty(); page++) {
      if (page == MOST_PAGES) {
        throw new McpException("a list without end");
      }
      ObjectNode params = JSON.createObjectNode();
      if (!cursor.isEmpty()) {
        params.put("cursor", cursor);
      }
      JsonNode result = session.request("tools/list", params, pace.patience());
      for (JsonNode tool : result.path("tools")) {
        there.putIfAbsent(tool.path("name").asString(""), tool);
      }
      cursor = result.path("nextCursor").asString("");
    }
    List<McpTool> tools = new ArrayList<>();
    for (ToolUse use : server.tools()) {
      JsonNode listed = there.get(use.name());
      if (listed != null && listed.path("inputSchema").toString().length() <= LONGEST_SCHEMA) {
        tools.add(tool(use, listed));
      }
    }
    return tools;
  }

  private McpTool tool(ToolUse use, JsonNode listed) {
    String description = listed.path("description").asString("");
    return new McpTool(
        session,
        use,
        server.nameForModel(use.name()),
        description.substring(0, Math.min(description.length(), LONGEST_DESCRIPTION)),
        listed.path("inputSchema").toString());
  }

  private synchronized void say(String state) {
    if (!state.equals(said)) {
      said = state;
      log.info("MCP server {}: {}", server.name(), state);
    }
  }

  /** The list is not kept fresh any more; tools that somebody has may still be called. */
  @Override
  public void close() {
    threads.shutdownNow();
    session.end(GOODBYE);
  }
}
