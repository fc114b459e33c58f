package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Short calls to a bot, what it says of their records, and what is there of them. */
final class RecordedCalls implements AutoCloseable {
  private final Bot bot;
  private final CallGenerator generator;

  RecordedCalls(Bot bot) throws IOException {
    this.bot = bot;
    generator = new CallGenerator(bot.sipPort);
  }

  /** Makes so many calls, ten a second, all of which are answered. */
  void make(int calls) throws Exception {
    assertThat(generator.run(calls, 10).ended()).isEqualTo(calls);
  }

  /** Ended calls whose record is on the disk, by the bot's word. */
  Set<String> promised() {
    Set<String> promised = new HashSet<>();
    for (JsonNode call : bot.json("/api/calls")) {
      String id = call.get("id").asString();
      if (bot.json("/api/calls/" + id).path("recorded").asBoolean(false)) {
        promised.add(id);
      }
    }
    return promised;
  }

  /** Calls whose record is in the files, as often as it is there. */
  List<String> written() throws IOException {
    return bot.records(0).stream().map(call -> call.get("id").asString()).toList();
  }

  /** {@code UP} or {@code DOWN}. */
  String health() {
    return component().get("status").asString();
  }

  /** {@code up} or {@code down}. */
  String database() {
    return component().get("details").get("database").asString();
  }

  /** Records that are not on the disk. */
  int waiting() {
    return component().get("details").get("waiting").asInt();
  }

  /** Records that are on the disk and not in the database. */
  int spooled() {
    return component().get("details").get("spooled").asInt();
  }

  private JsonNode component() {
    return bot.json("/actuator/health").get("components").get("records");
  }

  @Override
  public void close() {
    generator.close();
  }
}
