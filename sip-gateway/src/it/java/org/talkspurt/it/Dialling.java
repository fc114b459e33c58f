package org.talkspurt.it;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls that a bot is told to begin.
 *
 * @param token that its API wants; empty: none
 */
record Dialling(Bot bot, String token) {
  Dialling(Bot bot) {
    this(bot, "");
  }

  /**
   * Has the bot dial.
   *
   * @return the call's id
   */
  String dial(String to, String trunk, String agent, int ringTimeoutSeconds) throws IOException {
    var order =
        JsonMapper.shared()
            .createObjectNode()
            .put("to", to)
            .put("trunk", trunk)
            .put("agent", agent)
            .put("ringTimeoutSeconds", ringTimeoutSeconds);
    var answer =
        bot.exchange(
            request("/api/calls")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.toString())));
    if (answer.statusCode() != 202) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body()).get("id").asString();
  }

  /** The call, as soon as it is in this state. */
  JsonNode await(String id, String state) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    JsonNode call = call(id);
    while (!call.get("state").asString().equals(state)) {
      if (System.nanoTime() > end) {
        throw new IOException("the call does not become " + state + ": " + call);
      }
      WireCaller.pause(20);
      call = call(id);
    }
    return call;
  }

  void hangUp(String id) {
    bot.exchange(request("/api/calls/" + id).DELETE());
  }

  private JsonNode call(String id) {
    return JsonMapper.shared().readTree(bot.exchange(request("/api/calls/" + id)).body());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(bot.uri(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }
}
