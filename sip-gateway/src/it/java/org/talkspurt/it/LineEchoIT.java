package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.report.Quantiles;
import tools.jackson.databind.JsonNode;

/** The line returns the bot's own voice 20 dB weaker and 100 ms after it was received. */
@Isolated
class LineEchoIT {
  private static final int ROUNDS = Integer.getInteger("talkspurt.it.interruptions", 2);
  private static final double RETURN_DB = -20;
  private static final long DELAY_MS = 100;

  @Test
  void theBotDoesNotInterruptItself() throws Exception {
    try (Bot bot = Bot.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
          caller.returnEcho(RETURN_DB, DELAY_MS);
          caller.awaitAudible(0, 5_000);
          caller.awaitSilence(1_000, 30_000);
        }
        bot.awaitIdle();
        JsonNode turns = bot.records(round + 1).getLast().get("turns");
        assertThat(turns.size()).as("%s", turns).isEqualTo(1);
        assertThat(InterruptionIT.interrupted(turns))
            .as("an interrupted turn in %s", turns)
            .isFalse();
      }
    }
    System.out.println(ROUNDS + " greetings over a line with echo, none of them cut short");
  }

  @Test
  void aCallerInterruptsOverTheEcho() throws Exception {
    List<Double> stops = new ArrayList<>();
    try (Bot bot = Bot.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
          caller.returnEcho(RETURN_DB, DELAY_MS);
          stops.add(InterruptionIT.interruptedMs(caller, round));
        }
        bot.awaitIdle();
        JsonNode turns = bot.records(round + 1).getLast().get("turns");
        assertThat(turns.toString()).contains("filling");
        assertThat(InterruptionIT.interrupted(turns))
            .as("an interrupted turn in %s", turns)
            .isTrue();
      }
    }
    System.out.printf(
        "barge-in stop over an echo, %d interruptions: p50 %.0f ms, max %.0f ms%n",
        stops.size(), Quantiles.quantile(stops, 0.5), Quantiles.quantile(stops, 1));
  }
}
