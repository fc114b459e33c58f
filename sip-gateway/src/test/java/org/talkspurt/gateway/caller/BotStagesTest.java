package org.talkspurt.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BotStagesTest {
  private static final CallTurn GREETING = turn("answer", 20.0, 0);

  @Test
  void aTurnGetsTheStagesOfTheBotsTurn() {
    CallResult merged =
        merged(
            List.of(GREETING, turn("say", 300.0, 0), turn("say", 250.0, 0)),
            "[{'responseLatencyMs':280,'stagesMs':{'vad':120}},"
                + "{'responseLatencyMs':240,'stagesMs':{'vad':110}}]");

    assertThat(merged.turns())
        .extracting(CallTurn::stagesMs)
        .containsExactly(Map.of(), Map.of("vad", 120.0), Map.of("vad", 110.0));
  }

  @Test
  void whatTheBotSaidInAPauseIsNoTurnOfTheCaller() {
    CallResult merged =
        merged(
            List.of(GREETING, turn("say", 300.0, 1), turn("say", 250.0, 0)),
            "[{'responseLatencyMs':200,'stagesMs':{'vad':1}},{'stagesMs':{'vad':2}},"
                + "{'responseLatencyMs':280,'stagesMs':{'vad':3}},"
                + "{'responseLatencyMs':240,'stagesMs':{'vad':4}}]");

    assertThat(merged.turns())
        .extracting(CallTurn::stagesMs)
        .containsExactly(Map.of(), Map.of("vad", 3.0), Map.of("vad", 4.0));
  }

  @Test
  void whatTheBotSaidInAPauseMayHaveNoLatency() {
    CallResult merged =
        merged(
            List.of(GREETING, turn("say", 300.0, 1), turn("say", 250.0, 0)),
            "[{'responseLatencyMs':280,'stagesMs':{'vad':3}},"
                + "{'responseLatencyMs':240,'stagesMs':{'vad':4}}]");

    assertThat(merged.turns())
        .extracting(CallTurn::stagesMs)
        .containsExactly(Map.of(), Map.of("vad", 3.0), Map.of("vad", 4.0));
  }

  @Test
  void turnsThatTheBotDoesNotHaveHaveNoStages() {
    CallResult merged =
        merged(
            List.of(GREETING, turn("say", 300.0, 0), turn("say", 250.0, 0)),
            "[{'responseLatencyMs':200,'stagesMs':{'vad':1}}]");

    assertThat(merged.turns()).extracting(CallTurn::stagesMs).containsOnly(Map.of());
  }

  private static CallResult merged(List<CallTurn> turns, String bot) {
    return BotStages.merge(
        new CallResult(1, "id", null, turns), JsonMapper.shared().readTree(bot.replace('\'', '"')));
  }

  private static CallTurn turn(String did, Double latencyMs, int talkedOver) {
    return new CallTurn(
        did,
        "",
        0,
        latencyMs,
        null,
        null,
        talkedOver,
        false,
        false,
        null,
        List.of(),
        Map.of(),
        new CallTurn.Picture(0, 0, null, new short[0]));
  }
}
