package org.talkspurt.gateway.records;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallState;
import tools.jackson.databind.json.JsonMapper;

/** Calls that are over. */
final class Ended {
  private Ended() {}

  static CallRecord call(String id, String at) {
    return call(id, at, "A \"quoted\"\nname");
  }

  static CallRecord call(String id, String at, String name) {
    Instant end = Instant.parse(at);
    return new CallRecord(
        id,
        id + "@peer",
        "inbound",
        "caller",
        "",
        "7000",
        Map.of(),
        null,
        "clinic",
        CallState.ENDED,
        end.minusSeconds(90),
        end,
        null,
        end,
        "completed",
        "caller_hung_up",
        null,
        Map.of("name", name),
        List.of(),
        null);
  }

  static String line(String id, String at) {
    return JsonMapper.shared().writeValueAsString(call(id, at));
  }
}
