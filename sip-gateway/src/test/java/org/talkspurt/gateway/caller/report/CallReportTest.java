package org.talkspurt.gateway.caller.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.caller.CallResult;
import org.talkspurt.gateway.caller.CallTurn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallReportTest {

  private static final String HOSTILE = "<script>alert('x')</script>&\"\u0007";

  private static CallTurn turn(String did, Double latency, Double stop, List<String> failures) {
    return new CallTurn(
        did,
        HOSTILE,
        1_500,
        latency,
        stop,
        null,
        0,
        false,
        false,
        HOSTILE,
        failures,
        Map.of("vad<", 40.0),
        new CallTurn.Picture(0, 2_000_000_000, null, new short[16_000]));
  }

  private static final List<CallResult> CALLS =
      List.of(
          new CallResult(
              1,
              "id",
              "",
              List.of(
                  turn("answer", 90.0, null, List.of()),
                  turn("say", 200.0, null, List.of(HOSTILE)),
                  turn("interruption", 400.0, 120.0, List.of()))),
          new CallResult(2, "", "not answered: BUSY (486)", List.of()));

  @Test
  void countsAndMeasuresAllCallsTogether() {
    CallSummary summary = CallSummary.of(CALLS);
    assertThat(summary.latency()).isEqualTo(new Quantiles(2, 400, 400, 400, 400));
    assertThat(summary.stop().p50()).isEqualTo(120);
    assertThat(summary.interruptions()).isEqualTo(1);
    assertThat(summary.failures()).isEqualTo(2);
    assertThat(CALLS.getFirst().met()).isFalse();
    assertThat(Quantiles.of(List.of())).hasToString("none");
  }

  @Test
  void printsALineForEachTurnWithoutControlCharacters() {
    List<String> lines = CallTable.lines(CALLS);
    assertThat(lines)
        .anyMatch(line -> line.contains("interruption") && line.endsWith("400      120"))
        .anyMatch(line -> line.contains("FAILED: not answered"))
        .anyMatch(line -> line.contains("expectations not met 2"))
        .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
  }

  @Test
  void writesJsonForPrograms() {
    JsonNode json = JsonMapper.shared().readTree(CallJson.of("s", "sip:x@y", CALLS));
    assertThat(json.get("met").asBoolean()).isFalse();
    assertThat(json.at("/calls/0/turns/2/stopMs").asDouble()).isEqualTo(120);
    assertThat(json.at("/calls/0/turns/0/said").asString()).isEqualTo(HOSTILE);
    assertThat(json.at("/calls/0/turns/0").has("picture")).isFalse();
    assertThat(json.at("/calls/0/turns/0").has("stopMs")).isFalse();
  }

  @Test
  void stagesKeepTheOrderOfTime() {
    Map<String, Double> stages = new LinkedHashMap<>();
    stages.put("vad", 40.0);
    stages.put("end_of_turn", 160.0);
    stages.put("asr_final", 20.0);
    CallTurn timed =
        new CallTurn(
            "say",
            "",
            0,
            220.0,
            null,
            null,
            0,
            false,
            false,
            null,
            List.of(),
            stages,
            new CallTurn.Picture(0, 1_000_000_000, null, new short[0]));
    assertThat(timed.stagesMs().keySet()).containsExactly("vad", "end_of_turn", "asr_final");
    assertThat(CallPage.of("s", "", List.of(new CallResult(1, "id", "", List.of(timed)))))
        .containsSubsequence("vad 40 ms", "end_of_turn 160 ms", "asr_final 20 ms");
  }

  @Test
  void thePageShowsTextAsText() {
    String page = CallPage.of(HOSTILE, HOSTILE, CALLS);
    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("vad<")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
        .contains("default-src 'none'")
        .doesNotContain("\u0007");
    assertThat(page.split("<svg", -1)).hasSize(4);
  }
}
