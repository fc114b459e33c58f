package org.talkspurt.models.tool;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.talkspurt.models.events.EventStream;
import org.talkspurt.models.http.StreamedResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session with a server of the Model Context Protocol over Streamable HTTP (revision 2025-11-25,
 * Transports): begun with the first request, and anew when the server has forgotten it.
 * Thread-safe; interrupting a thread ends its request and closes the connection.
 */
final class McpSession {
  static final String VERSION = "2025-11-25";

  /** Those whose tools and transport are the same. */
  private static final Set<String> VERSIONS = Set.of(VERSION, "2025-06-18", "2025-03-26");

  static final int LONGEST_ANSWER = 1024 * 1024;

  private static final String SESSION_ID = "Mcp-Session-Id";
  private static final String CHANGED = "notifications/tools/list_changed";
  private static final Duration ASIDE = Duration.ofSeconds(2);
  private static final int METHOD_NOT_FOUND = -32601;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client;
  private final ToolAddress address;
  private final Runnable changed;
  private final AtomicLong ids = new AtomicLong();

  /** Held while a session is begun, so that one is enough for all who wait. */
  private final ReentrantLock beginning = new ReentrantLock();

  private volatile @Nullable Begun begun;

  /**
   * @param id empty: the server keeps no session
   */
  private record Begun(String id, String version) {}

  /**
   * @param client follows no redirections
   * @param changed the server says that its tools are others now, or may, since it has forgotten us
   */
  McpSession(HttpClient client, ToolAddress address, Runnable changed) {
    this.client = client;
    this.address = address;
    this.changed = changed;
  }

  /**
   * The result of a request.
   *
   * @param patience how long the server may take to begin its answer
   */
  JsonNode request(String method, ObjectNode params, Duration patience)
      throws McpException, InterruptedException {
    Begun session = begin(patience);
    try {
      return exchange(session, method, params, patience);
    } catch (McpException.SessionGone e) {
      forget(session);
      changed.run();
      // What it was asked for it has not done.
      return exchange(begin(patience), method, params, patience);
    }
  }

  private Begun begin(Duration patience) throws McpException, InterruptedException {
    beginning.lockInterruptibly();
    try {
      Begun there = begun;
      if (there == null) {
        there = initialize(patience);
        begun = there;
      }
      return there;
    } finally {
      beginning.unlock();
    }
  }

  private void forget(Begun session) {
    beginning.lock();
    try {
      if (session.equals(begun)) {
        begun = null;
      }
    } finally {
      beginning.unlock();
    }
  }

  private Begun initialize(Duration patience) throws McpException, InterruptedException {
    ObjectNode params = JSON.createObjectNode().put("protocolVersion", VERSION);
    params.putObject("capabilities");
    String version = String.valueOf(McpSession.class.getPackage().getImplementationVersion());
    params.putObject("clientInfo").put("name", "talkspurt").put("version", version);
    Answer answer = ask(new Begun("", ""), "initialize", params, patience);
    String agreed = answer.result().path("protocolVersion").asString("");
    if (!VERSIONS.contains(agreed)) {
      throw new McpException("it speaks none of the protocol's versions that we do");
    }
    if (!answer.session().chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new McpException("a session id that none can be");
    }
    Begun session = new Begun(answer.session(), agreed);
    tell(session, JSON.createObjectNode().put("method", "notifications/initialized"), patience);
    return session;
  }

  private JsonNode exchange(Begun session, String method, ObjectNode params, Duration patience)
      throws McpException, InterruptedException {
    return ask(session, method, params, patience).result();
  }

  /**
   * @param session its id, where this answer begins one
   */
  private record Answer(JsonNode result, String session) {}

  private Answer ask(Begun session, String method, ObjectNode params, Duration patience)
      throws McpException, InterruptedException {
    long id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", params);
    boolean over = false;
    try {
      var response = StreamedResponse.send(client, post(session, message, patience));
      try (InputStream body = response.body()) {
        checkStatus(session, response);
        JsonNode result = result(session, response, body, id);
        over = true;
        return new Answer(result, response.headers().firstValue(SESSION_ID).orElse(""));
      }
    } catch (EventStream.TooLongException e) {
      throw new McpException("too long an answer");
    } catch (IOException e) {
      throwIfInterrupted(e);
      throw new McpException(
          e instanceof HttpTimeoutException ? "no answer in time" : "not reachable");
    } catch (McpException e) {
      over = true;
      throw e;
    } finally {
      if (!over) {
        cancelled(session, id);
      }
    }
  }

  /** What an interrupted thread reads fails like any other reading. */
  private static void throwIfInterrupted(Exception failure) throws InterruptedException {
    if (Thread.interrupted() || failure.getCause() instanceof InterruptedException) {
      throw new InterruptedException();
    }
  }

  private static void checkStatus(Begun session, HttpResponse<?> response) throws McpException {
    int status = response.statusCode();
    if (status == 404 && !session.id().isEmpty()) {
      throw new McpException.SessionGone();
    }
    if (status / 100 != 2) {
      throw new McpException("status " + status);
    }
  }

  private JsonNode result(Begun session, HttpResponse<?> response, InputStream body, long id)
      throws IOException, McpException {
    if (isEventStream(response)) {
      EventStream events = new EventStream(body);
      for (String data = events.next(); data != null; data = events.next()) {
        JsonNode message = tree(data);
        if (isAnswerTo(id, message)) {
          return result(message);
        }
        takeAside(session, message);
      }
      throw new McpException("the stream ended before the answer");
    }
    byte[] bytes = body.readNBytes(LONGEST_ANSWER + 1);
    if (bytes.length > LONGEST_ANSWER) {
      throw new McpException("too long an answer");
    }
    JsonNode message = tree(new String(bytes, StandardCharsets.UTF_8));
    if (!isAnswerTo(id, message)) {
      throw new McpException("no answer of JSON-RPC");
    }
    return result(message);
  }

  private static boolean isEventStream(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
        .isPresent();
  }

  private static boolean isAnswerTo(long id, JsonNode message) {
    return !message.has("method") && message.path("id").asString("").equals(Long.toString(id));
  }

  private static JsonNode result(JsonNode message) throws McpException {
    JsonNode error = message.path("error");
    if (error.isObject()) {
      throw new McpException.Refused(
          error.path("code").asInt(0), error.path("message").asString(""));
    }
    JsonNode result = message.path("result");
    if (!result.isObject()) {
      throw new McpException("no result");
    }
    return result;
  }

  /** What a server says beside an answer. We offer it nothing that it could ask for. */
  private void takeAside(Begun session, JsonNode message) {
    String method = message.path("method").asString("");
    if (method.equals(CHANGED)) {
      changed.run();
    } else if (!method.isEmpty() && message.has("id")) {
      ObjectNode answer = JSON.createObjectNode();
      answer.set("id", message.path("id"));
      if (method.equals("ping")) {
        answer.putObject("result");
      } else {
        answer.putObject("error").put("code", METHOD_NOT_FOUND).put("message", "not offered");
      }
      aside(session, answer);
    }
  }

  /**
   * Listens for what the server says by itself, until its stream ends. Returns whether it has one.
   */
  boolean listen(Duration patience) throws InterruptedException {
    Begun session = begun;
    if (session == null) {
      return false;
    }
    HttpRequest request =
        request(session, patience).setHeader("Accept", "text/event-stream").GET().build();
    boolean has = false;
    try {
      var response = StreamedResponse.send(client, request);
      try (InputStream body = response.body()) {
        has = response.statusCode() == 200 && isEventStream(response);
        EventStream events = new EventStream(body);
        for (String data = has ? events.next() : null; data != null; data = events.next()) {
          takeAside(session, tree(data));
        }
      }
    } catch (IOException | McpException e) {
      throwIfInterrupted(e);
    }
    return has;
  }

  /** Tells the server that the session is over, if it keeps one. Blocks shortly. */
  void end(Duration patience) {
    Begun session = begun;
    if (session == null || session.id().isEmpty()) {
      return;
    }
    try {
      var _ = client.send(request(session, patience).DELETE().build(), BodyHandlers.discarding());
    } catch (IOException e) {
      // It forgets us by itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Begun session, ObjectNode message, Duration patience)
      throws McpException, InterruptedException {
    try {
      var response = client.send(post(session, message, patience), BodyHandlers.discarding());
      checkStatus(session, response);
    } catch (IOException e) {
      throw new McpException("not reachable");
    }
  }

  /** A closed connection alone does not end a request (Transports, Sending Messages). */
  private void cancelled(Begun session, long id) {
    ObjectNode message = JSON.createObjectNode().put("method", "notifications/cancelled");
    message.putObject("params").put("requestId", id);
    if (!session.version().isEmpty()) {
      aside(session, message);
    }
  }

  /** Whether it arrives does not matter. */
  private void aside(Begun session, ObjectNode message) {
    var _ = client.sendAsync(post(session, message, ASIDE), BodyHandlers.discarding());
  }

  private HttpRequest post(Begun session, ObjectNode message, Duration patience) {
    message.put("jsonrpc", "2.0");
    return request(session, patience)
        .setHeader("Content-Type", "application/json")
        .setHeader("Accept", "application/json, text/event-stream")
        .POST(BodyPublishers.ofString(message.toString()))
        .build();
  }

  private HttpRequest.Builder request(Begun session, Duration patience) {
    var request = address.request(patience);
    if (!session.id().isEmpty()) {
      request.setHeader(SESSION_ID, session.id());
    }
    if (!session.version().isEmpty()) {
      request.setHeader("MCP-Protocol-Version", session.version());
    }
    return request;
  }

  private static JsonNode tree(String text) throws McpException {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      // Its message would quote what the server sent.
      throw new McpException("no JSON");
    }
  }
}
