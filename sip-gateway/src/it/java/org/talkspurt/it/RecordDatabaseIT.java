package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Call records in a real PostgreSQL that goes away, written by a bot that is killed. */
class RecordDatabaseIT {
  private static final String ALL = "SELECT call_id FROM talkspurt_calls ORDER BY ended_at";

  @Test
  void everyRecordIsThereOnceWhateverStopsOrIsKilled() throws Exception {
    try (Postgres postgres = Postgres.start();
        Bot bot =
            Bot.startWithoutModels(
                "--talkspurt.records.url=" + postgres.url(),
                "--talkspurt.records.username=" + Postgres.user())) {
      String first = call(bot);
      awaitCopied(bot);
      assertThat(postgres.query(ALL)).containsExactly(first);
      assertThat(
              postgres.query("SELECT agent FROM talkspurt_calls WHERE record ->> 'id' = call_id"))
          .containsExactly("echo");

      postgres.stop();
      String second = call(bot);
      awaitRecorded(bot, second);
      bot.kill();
      postgres.startAgain();
      bot.startAgain();
      awaitCopied(bot);
      System.out.printf("records after a stop and a kill: %s%n", postgres.query(ALL).size());
      assertThat(postgres.query(ALL)).containsExactly(first, second);
      assertThat(bot.get("/actuator/health").body()).contains("\"database\":\"up\"");
    }
  }

  /** A call to the agent {@code echo}; its id. */
  private static String call(Bot bot) throws Exception {
    String id;
    try (WireCaller _ = WireCaller.dial(bot.sipPort, "echo")) {
      id = bot.talkingCall();
    }
    awaitRecorded(bot, id);
    return id;
  }

  private static void awaitRecorded(Bot bot, String id) throws Exception {
    Await.until(
        "recorded", 10, () -> bot.json("/api/calls/" + id).path("recorded").asBoolean(false));
  }

  private static void awaitCopied(Bot bot) throws Exception {
    Await.until("copied", 10, () -> isCopied(bot));
  }

  private static boolean isCopied(Bot bot) {
    JsonNode records = bot.json("/actuator/health").path("components").path("records");
    JsonNode details = records.path("details");
    return details.path("waiting").asInt(-1) == 0 && details.path("spooled").asInt(-1) == 0;
  }
}
