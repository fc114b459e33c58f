package org.talkspurt.gateway.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.talkspurt.gateway.call.CallRecord;
import org.talkspurt.gateway.call.CallRecord.ToolRecord;
import org.talkspurt.gateway.call.CallRecord.TurnRecord;
import org.talkspurt.gateway.call.CallState;

/** An ended call with a greeting and an answer of the language model. */
final class TracedCall {
  static final String ID = "0f5c9a3e-1d2b-4c6a-9e7f-aabbccddeeff";
  static final String TRACE_ID = "0f5c9a3e1d2b4c6a9e7faabbccddeeff";
  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private TracedCall() {}

  static CallRecord ended(String result, String cause) {
    Map<String, Double> stages = new LinkedHashMap<>();
    stages.put("vad", 60.0);
    stages.put("llm_first_token", 200.5);
    stages.put("playout_start", 10.0);
    return new CallRecord(
        ID,
        "secret-call-id@198.51.100.7",
        "inbound",
        "+15550100",
        "Jane Roe",
        "7000",
        Map.of("customer", "Jane Roe"),
        "pbx",
        "clinic",
        CallState.ENDED,
        START,
        START.plusMillis(5),
        null,
        START.plusSeconds(30),
        result,
        cause,
        null,
        Map.of("phone", "+15550100"),
        List.of(
            turn(1, 10, 4_000, "", "Good morning.", "greeting", Map.of()),
            turn(2, 6_000, 9_000, "When do you open?", "At nine.", "model", stages)),
        null);
  }

  private static TurnRecord turn(
      int number,
      long fromMs,
      long toMs,
      String heard,
      String said,
      String answer,
      Map<String, Double> stages) {
    return new TurnRecord(
        number,
        START.plusMillis(fromMs),
        START.plusMillis(toMs),
        heard,
        said,
        answer,
        false,
        "",
        stages,
        stages.isEmpty() ? null : 270.5,
        stages.isEmpty()
            ? List.of()
            : List.of(
                new ToolRecord("cal_look", "done", START.plusMillis(6_900), 300.0),
                new ToolRecord("cal_book", "late", START.plusMillis(8_500), 3_000.0)));
  }
}
