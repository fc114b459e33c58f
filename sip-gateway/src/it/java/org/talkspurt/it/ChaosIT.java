package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * What may happen around the bot while callers talk, one fault after the other: what they notice,
 * and what is left of it. Each prints its figures.
 */
@Isolated
class ChaosIT {
  private static final int CALLS = 5;
  private static final int SHORT_CALLS = 20;
  private static final double UNHURT = 0.97;
  private static final int DISK_KB = 64;

  @Test
  void killedInTheMiddleOfCalls() throws Exception {
    // Not one port more than these calls need.
    try (Bot bot =
        Bot.startWithoutModels(
            "--talkspurt.rtp.port-min=30000", "--talkspurt.rtp.port-max=30009")) {
      try (RecordedCalls records = new RecordedCalls(bot);
          Talkers cut = Talkers.dial(bot, CALLS - 1)) {
        records.make(1);
        cut.talk();
        Await.until("recorded", 5, () -> records.promised().size() == 1);
        Set<String> promised = records.promised();
        bot.kill();
        long readyMs = Await.took(bot::startAgain);
        List<String> written = records.written();
        try (Talkers talkers = Talkers.dial(bot, CALLS)) {
          double echo = talkers.talk();
          say(
              "killed at %d calls: ready on the same ports after %d ms, %d new calls on the %d RTP"
                  + " ports there are, worst echo %.4f; %d records, %d of %d that were promised",
              CALLS - 1,
              readyMs,
              CALLS,
              CALLS,
              echo,
              written.size(),
              written.stream().filter(promised::contains).count(),
              promised.size());
          assertThat(echo).isGreaterThan(UNHURT);
        }
        assertThat(written).containsExactlyElementsOf(promised);
      }
    }
  }

  @Test
  void diskFull() throws Exception {
    wantsRoot();
    String disk = "mkdir records; mount -t tmpfs -o size=" + DISK_KB + "k tmpfs records";
    try (Bot bot = Bot.startIn(disk);
        RecordedCalls records = new RecordedCalls(bot);
        Talkers talkers = Talkers.dial(bot, CALLS)) {
      records.make(1);
      Await.until("recorded", 5, () -> records.promised().size() == 1);
      fill(bot.inside("records/filler"));
      records.make(SHORT_CALLS);
      double echo = talkers.talk();
      String health = records.health();
      int waiting = records.waiting();
      int promised = records.promised().size();
      Files.delete(bot.inside("records/filler"));
      long writtenMs = Await.until("written", 10, () -> records.waiting() == 0);
      List<String> written = records.written();
      say(
          "disk full: %d calls answered, worst of %d echoes %.4f; health says %s, %d records wait,"
              + " %d promised; with space again all %d are there after %d ms",
          SHORT_CALLS, CALLS, echo, health, waiting, promised, written.size(), writtenMs);
      assertThat(echo).isGreaterThan(UNHURT);
      assertThat(health).isEqualTo("DOWN");
      assertThat(waiting).isPositive(); // some still fit into the file's last block
      assertThat(waiting + promised).isEqualTo(1 + SHORT_CALLS);
      assertThat(records.promised()).hasSize(1 + SHORT_CALLS);
      assertThat(written).containsExactlyInAnyOrderElementsOf(records.promised());
      assertThat(records.health()).isEqualTo("UP");
    }
  }

  @Test
  void recordDatabaseGone() throws Exception {
    String rows = "SELECT call_id FROM talkspurt_calls";
    try (Postgres postgres = Postgres.start();
        Bot bot =
            Bot.startWithoutModels(
                "--talkspurt.records.url=" + postgres.url(),
                "--talkspurt.records.username=" + Postgres.user());
        RecordedCalls records = new RecordedCalls(bot);
        Talkers talkers = Talkers.dial(bot, CALLS)) {
      records.make(1);
      Await.until("copied", 10, () -> records.written().size() == 1 && records.spooled() == 0);
      postgres.stop();
      records.make(SHORT_CALLS);
      double echo = talkers.talk();
      Await.until("recorded", 5, () -> records.promised().size() == 1 + SHORT_CALLS);
      String database = records.database();
      int spooled = records.spooled();
      postgres.startAgain();
      long copiedMs = Await.until("copied", 30, () -> records.spooled() == 0);
      List<String> copied = postgres.query(rows);
      say(
          "record database gone: %d calls answered, worst of %d echoes %.4f; health says the"
              + " database is %s, %d records spooled; back, all %d are there after %d ms",
          SHORT_CALLS, CALLS, echo, database, spooled, copied.size(), copiedMs);
      assertThat(echo).isGreaterThan(UNHURT);
      assertThat(database).isEqualTo("down");
      assertThat(spooled).isEqualTo(SHORT_CALLS);
      assertThat(copied).containsExactlyInAnyOrderElementsOf(records.promised());
    }
  }

  @Test
  void namesGone() throws Exception {
    wantsRoot();
    int carrierPort = FreePort.next();
    try (Registrar registrar = Registrar.granting(6);
        NameServer names = new NameServer("desk.test");
        Bot bot =
            Bot.startIn(
                names.setUp(),
                trunks(
                    "desk.test:" + registrar.port(),
                    "later.test:" + registrar.port(),
                    "carrier.test:" + carrierPort));
        Talkers talkers = Talkers.dial(bot, CALLS)) {
      Await.until("registered", 10, () -> trunk(bot, 0).equals("registered"));
      names.forgetAll();
      double refreshed = refreshed(bot);
      Dialling dialling = new Dialling(bot);
      List<FutureTask<?>> dialled = new ArrayList<>();
      long askedNs = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        dialled.add(
            begin(
                () ->
                    assertThatThrownBy(() -> dialling.dial("1", "trunk2", "tone", 20))
                        .hasMessageStartingWith("502")));
      }
      long tcpMs = Await.took(() -> callOverTcp(bot));
      double echo = talkers.talk();
      for (FutureTask<?> refused : dialled) {
        refused.get();
      }
      long failedMs = (System.nanoTime() - askedNs) / 1_000_000;
      Await.until("refreshed", 10, () -> refreshed(bot) > refreshed);
      String unknown = trunk(bot, 1);
      names.know("later.test");
      names.know("carrier.test");
      long foundMs = Await.until("registered", 60, () -> trunk(bot, 1).equals("registered"));
      say(
          "names gone: worst of %d echoes %.4f; %d calls over TCP in %d ms; a trunk that was"
              + " registered is %s and refreshed, one that was not is %s; %d dialled calls had"
              + " failed after %d ms; names back, registered after %d ms",
          CALLS, echo, SHORT_CALLS, tcpMs, trunk(bot, 0), unknown, CALLS, failedMs, foundMs);
      assertThat(echo).isGreaterThan(UNHURT);
      assertThat(trunk(bot, 0)).isEqualTo("registered");
      assertThat(unknown).isNotEqualTo("registered");
      SippCallee callee = SippCallee.start("uas-answer", carrierPort, "udp");
      String id = dialOnceKnown(dialling);
      dialling.await(id, "TALKING");
      dialling.hangUp(id);
      callee.passes();
    }
  }

  @Test
  void clockSteps() throws Exception {
    wantsRoot();
    Optional<FakeClock> installed = FakeClock.installed();
    assumeTrue(installed.isPresent(), "LEFT OUT: wants libfaketime");
    FakeClock clock = installed.get();
    try (Registrar registrar = Registrar.granting(6);
        Bot bot = Bot.startIn(clock.setUp(), trunks("127.0.0.1:" + registrar.port()));
        Talkers talkers = Talkers.dial(bot, CALLS)) {
      List<Double> echoes = new ArrayList<>();
      for (Duration away : List.of(Duration.ofHours(2), Duration.ofHours(-1))) {
        double refreshed = refreshed(bot);
        clock.step(away);
        echoes.add(talkers.talk());
        Await.until("refreshed", 10, () -> refreshed(bot) > refreshed);
      }
      talkers.close();
      JsonNode call = bot.records(1).getLast();
      Duration lasted =
          Duration.between(
              Instant.parse(call.get("answeredAt").asString()),
              Instant.parse(call.get("endedAt").asString()));
      say(
          "clock steps 2 h forward, then 3 h back: worst of %d echoes %.4f and %.4f, registration"
              + " refreshed after both; by its record a call lasted %d s",
          CALLS, echoes.getFirst(), echoes.getLast(), lasted.toSeconds());
      assertThat(echoes).allMatch(echo -> echo > UNHURT);
      assertThat(lasted).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(2));
    }
  }

  private static void say(String format, Object... figures) {
    System.out.printf(Locale.ROOT, format + "%n", figures);
  }

  private static FutureTask<?> begin(Await.Action action) {
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              action.run();
              return null;
            });
    Thread.ofPlatform().start(task);
    return task;
  }

  private static void wantsRoot() throws Exception {
    assumeTrue(
        new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0,
        "LEFT OUT: wants to be root and to mount");
  }

  private static void callOverTcp(Bot bot) throws Exception {
    Path directory = Files.createTempDirectory("talkspurt-sipp");
    List<String> command = Tool.sipp(bot, "short-call", SHORT_CALLS, 20, "-t", "t1");
    Tool.Result result = Tool.run(directory, 60, command.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static String trunk(Bot bot, int number) {
    JsonNode trunks = bot.json("/actuator/health").get("components").get("trunks");
    return trunks.get("details").get("trunk" + number).asString();
  }

  /** The bot remembers for some seconds that a name is not known. */
  private static String dialOnceKnown(Dialling dialling) throws IOException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (true) {
      try {
        return dialling.dial("1", "trunk2", "tone", 20);
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        WireCaller.pause(500);
      }
    }
  }

  private static double refreshed(Bot bot) {
    return bot.metric("talkspurt_sip_registrations_total{status=\"200\",trunk=\"trunk0\"");
  }

  /** Settings of trunks at these domains, all registered but for those named after a carrier. */
  private static String[] trunks(String... domains) {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < domains.length; i++) {
      String trunk = "--talkspurt.trunks[" + i + "].";
      settings.add(trunk + "name=trunk" + i);
      settings.add(trunk + "domain=" + domains[i]);
      settings.add(trunk + "username=it");
      settings.add(trunk + "password=it");
      settings.add(trunk + "register=" + !domains[i].startsWith("carrier"));
    }
    return settings.toArray(String[]::new);
  }

  private static void fill(Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException e) {
      // no space is left
    }
  }
}
