package org.talkspurt.gateway.caller;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the bot itself says of the turns, by its API. */
public final class BotStages {

  private final HttpText http;

  /**
   * @param api where {@code /api/calls} is, without it
   * @param token empty: none
   */
  public BotStages(URI api, String token) {
    http = new HttpText(api, token);
  }

  /**
   * The call with the stages of the turns that both sides have a latency of; as it is where the two
   * do not count the same number of them. What the bot began to say in a pause within a sentence is
   * a turn to the bot only.
   *
   * @throws IOException if the bot does not say
   */
  public CallResult add(CallResult call) throws IOException {
    for (JsonNode listed : get("/api/calls")) {
      if (listed.path("sipCallId").asString("").equals(call.sipCallId())) {
        return merge(call, get("/api/calls/" + listed.path("id").asString("")).path("turns"));
      }
    }
    return call;
  }

  static CallResult merge(CallResult call, JsonNode botTurns) {
    List<JsonNode> timed =
        botTurns.valueStream().filter(turn -> turn.hasNonNull("responseLatencyMs")).toList();
    int ours =
        call.turns().stream()
            .filter(BotStages::isTimed)
            .mapToInt(turn -> 1 + turn.talkedOver())
            .sum();
    if (ours != timed.size()) {
      return call;
    }
    List<CallTurn> turns = new ArrayList<>();
    int next = 0;
    for (CallTurn turn : call.turns()) {
      if (isTimed(turn)) {
        next += turn.talkedOver();
        turns.add(turn.staged(stages(timed.get(next++))));
      } else {
        turns.add(turn);
      }
    }
    return new CallResult(call.call(), call.sipCallId(), call.failure(), turns);
  }

  private static boolean isTimed(CallTurn turn) {
    return turn.latencyMs() != null && !turn.did().equals("answer");
  }

  private static Map<String, Double> stages(JsonNode turn) {
    Map<String, Double> stages = new LinkedHashMap<>();
    turn.path("stagesMs")
        .properties()
        .forEach(s -> stages.put(s.getKey(), s.getValue().asDouble()));
    return stages;
  }

  private JsonNode get(String path) throws IOException {
    try {
      return JsonMapper.shared().readTree(http.get(path));
    } catch (JacksonException e) {
      throw new IOException("no JSON", e);
    }
  }
}
