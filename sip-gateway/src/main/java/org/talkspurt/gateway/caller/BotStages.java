package org.talkspurt.gateway.caller;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the bot itself says of the turns, by its API. */
public final class BotStages {

  private static final String LATENCY = "responseLatencyMs";

  private final HttpText http;

  /**
   * @param api where {@code /api/calls} is, without it
   * @param token empty: none
   */
  public BotStages(URI api, String token) {
    http = new HttpText(api, token);
  }

  /**
   * The call with the stages of the turns that both sides have a latency of; as it is where the bot
   * has fewer of them. What the bot began to say in a pause within a sentence may be a turn to the
   * bot only: those are matched, in order, whose latencies are nearest to each other.
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
    List<JsonNode> timed = botTurns.valueStream().filter(turn -> turn.hasNonNull(LATENCY)).toList();
    double[] ours =
        call.turns().stream()
            .filter(BotStages::isTimed)
            .mapToDouble(turn -> Objects.requireNonNull(turn.latencyMs()))
            .toArray();
    double[] theirs = timed.stream().mapToDouble(turn -> turn.get(LATENCY).asDouble()).toArray();
    if (ours.length > theirs.length) {
      return call;
    }
    int[] matches = matches(ours, theirs);
    List<CallTurn> turns = new ArrayList<>();
    int next = 0;
    for (CallTurn turn : call.turns()) {
      turns.add(isTimed(turn) ? turn.staged(stages(timed.get(matches[next++]))) : turn);
    }
    return new CallResult(call.call(), call.sipCallId(), call.failure(), turns);
  }

  /** Which of the others each is, in order, with the least sum of differences. */
  private static int[] matches(double[] ours, double[] theirs) {
    double[][] least = new double[ours.length + 1][theirs.length + 1];
    for (int i = 1; i <= ours.length; i++) {
      Arrays.fill(least[i], Double.POSITIVE_INFINITY);
      for (int j = i; j <= theirs.length; j++) {
        double matched = least[i - 1][j - 1] + Math.abs(ours[i - 1] - theirs[j - 1]);
        least[i][j] = Math.min(matched, least[i][j - 1]);
      }
    }
    int[] matches = new int[ours.length];
    int j = theirs.length;
    for (int i = ours.length; i > 0; i--) {
      while (least[i][j] == least[i][j - 1]) {
        j--;
      }
      matches[i - 1] = --j;
    }
    return matches;
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
