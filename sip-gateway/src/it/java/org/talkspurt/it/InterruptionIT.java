package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.talkspurt.gateway.caller.report.Quantiles;
import org.talkspurt.it.WireCaller.Spoken;
import tools.jackson.databind.JsonNode;

/**
 * The caller talks over the bot. Printed: from the packet with the caller's first speech sample to
 * the bot's last packet with energy.
 */
@Isolated
class InterruptionIT {
  private static final int ROUNDS = Integer.getInteger("talkspurt.it.interruptions", 2);

  @Test
  void theBotStopsAndAnswersTheNewQuestion() throws Exception {
    List<Double> stops = new ArrayList<>();
    try (Bot bot = Bot.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
          stops.add(interruptedMs(caller, round));
        }
        bot.awaitIdle();
        JsonNode turns = bot.records(round + 1).getLast().get("turns");
        assertThat(turns.toString()).contains("filling");
        assertThat(interrupted(turns)).as("an interrupted turn in %s", turns).isTrue();
      }
    }
    System.out.printf(
        "barge-in stop on the wire, %d interruptions: p50 %.0f ms, max %.0f ms%n",
        stops.size(), Quantiles.quantile(stops, 0.5), Quantiles.quantile(stops, 1));
  }

  @Test
  void aBackchannelDoesNotStopTheBot() throws Exception {
    try (Bot bot = Bot.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
          caller.awaitAudible(0, 5_000);
          WireCaller.pause(600 + 57L * round);
          Spoken okay = caller.sayAll(Clip.named("i-okay"));
          caller.awaitAudible(okay.lastSpeechNs + 100_000_000, 1_500);
          caller.awaitSilence(1_000, 20_000);
        }
        bot.awaitIdle();
        JsonNode turns = bot.records(round + 1).getLast().get("turns");
        assertThat(interrupted(turns)).as("an interrupted turn in %s", turns).isFalse();
        assertThat(turns.size()).as("%s", turns).isEqualTo(1);
      }
    }
    System.out.println(ROUNDS + " of " + ROUNDS + " backchannels let the bot speak on");
  }

  @Test
  void whatCallersMustHearIsHeardToItsEnd() throws Exception {
    String notice =
        "This call is a demonstration.<break time=\"400ms\"/> Nothing that you say here books"
            + " anything.";
    var agents =
        AgentFolder.likeTheClinic(
            "legal",
            "greeting:",
            "greeting: '<prompt bargein=\"false\">" + notice + "</prompt>' #");
    try (Bot bot =
        Bot.start("--talkspurt.agents.directory=" + agents, "--talkspurt.agents.default=legal")) {
      double gapMs;
      try (WireCaller caller = WireCaller.dial(bot.sipPort, "7000")) {
        long begunNs = caller.awaitAudible(0, 5_000);
        WireCaller.pause(400);
        Spoken question = caller.sayAll(Clip.named("i-price"));
        caller.awaitSilence(3_000, 30_000);
        long noticeEndNs =
            caller.trace().stoppedAfter(question.lastSpeechNs, System.nanoTime()).orElseThrow();
        gapMs = (caller.awaitAudible(noticeEndNs, 1_000) - noticeEndNs) / 1e6;
        assertThat(question.firstSpeechNs).isGreaterThan(begunNs);
      }
      bot.awaitIdle();
      JsonNode turns = bot.records(1).getLast().get("turns");
      JsonNode greeting = turns.get(0);
      assertThat(greeting.get("mustHearHeard").asBoolean()).as("%s", turns).isTrue();
      assertThat(greeting.get("interrupted").asBoolean()).as("%s", turns).isFalse();
      assertThat(greeting.get("said").asString()).endsWith("books anything.");
      assertThat(turns.get(1).get("said").asString()).as("%s", turns).contains("filling");
      System.out.printf(
          "a notice that was talked into: heard to its end, and %.0f ms later the answer%n", gapMs);
    }
  }

  /**
   * Talks over the greeting, hears the answer out.
   *
   * @return from the caller's first speech to the bot's last sound, ms
   */
  static double interruptedMs(WireCaller caller, int round) throws Exception {
    caller.awaitAudible(0, 5_000);
    // At another place of the greeting each time.
    WireCaller.pause(400 + 330L * (round % 6));
    // While the bot speaks, not in a pause between its clauses.
    caller.awaitAudible(System.nanoTime(), 2_000);
    Spoken interruption = caller.sayAll(Clip.named("i-price"));
    caller.awaitAudible(interruption.lastSpeechNs, 6_000);
    caller.awaitSilence(1_000, 30_000);
    long stoppedNs =
        caller.trace().stoppedAfter(interruption.firstSpeechNs, System.nanoTime()).orElseThrow();
    return (stoppedNs - interruption.firstSpeechNs) / 1e6;
  }

  static boolean interrupted(JsonNode turns) {
    return turns.valueStream().anyMatch(turn -> turn.get("interrupted").asBoolean());
  }
}
