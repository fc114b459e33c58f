package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/**
 * What a PBX does with calls that stand: Asterisk 22 holds, resumes and transfers the bot,
 * refreshes sessions and has them refreshed, asks whether it is there, and talks to it in secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock("asterisk")
class AsteriskFeaturesIT {
  private static final long REFRESHED_MS = 95_000;

  /** How long somebody listens who is asked whether to take the bot's call. */
  private static final int ASKED_MS = 3_000;

  private Bot bot;
  private Asterisk asterisk;
  private Dialling dialling;
  private long longCallsSinceNs;
  private String longCall;
  private String dialledLongCall;

  @BeforeAll
  void start() throws Exception {
    int port = FreePort.next();
    int pbxTls = FreePort.next();
    int botTls = FreePort.next();
    Certificates certificates = Certificates.make("clinic");
    certificates.issue("pbx");
    certificates.issue("bot");
    bot =
        Bot.start(
            "--talkspurt.sip.session-expires=90s",
            "--talkspurt.sip.tls.port=" + botTls,
            "--talkspurt.sip.tls.certificate=" + certificates.path("bot.pem"),
            "--talkspurt.sip.tls.private-key=" + certificates.path("bot.key"),
            "--talkspurt.sip.tls.trust=" + certificates.path("ca.pem"),
            "--talkspurt.trunks[0].name=pbx",
            "--talkspurt.trunks[0].domain=127.0.0.1:" + port,
            "--talkspurt.trunks[0].username=clinic",
            "--talkspurt.trunks[0].password=zanzibar",
            "--talkspurt.trunks[1].name=secret",
            "--talkspurt.trunks[1].domain=127.0.0.1:" + pbxTls,
            "--talkspurt.trunks[1].transport=tls",
            "--talkspurt.trunks[1].username=secret",
            "--talkspurt.trunks[1].password=zanzibar",
            "--talkspurt.trunks[1].encryption=require",
            "--talkspurt.trunks[2].name=elsewhere",
            "--talkspurt.trunks[2].domain=localhost:" + pbxTls,
            "--talkspurt.trunks[2].transport=tls");
    asterisk = Asterisk.startOn(port, bot.sipPort, new Asterisk.Tls(certificates, pbxTls, botTls));
    asterisk.command("pjsip set logger on");
    dialling = new Dialling(bot);
    originate("7004", "echo", "640");
    longCall = bot.talkingCall();
    dialledLongCall = dialling.dial("614", "pbx", "tone", 20);
    dialling.await(dialledLongCall, "TALKING");
    longCallsSinceNs = System.nanoTime();
  }

  @AfterAll
  void stop() throws Exception {
    asterisk.close();
    bot.close();
  }

  /** Asterisk calls the bot and connects it to an extension. */
  private void originate(String endpoint, String user, String extension) throws Exception {
    asterisk.command(
        "channel originate PJSIP/"
            + endpoint
            + "/sip:"
            + user
            + "@127.0.0.1:"
            + bot.sipPort
            + " extension "
            + extension
            + "@callers");
  }

  /** The bot's only short call that talks to {@code called}, as soon as it does. */
  private String talking(String called) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      for (JsonNode call : bot.json("/api/calls")) {
        if (call.get("called").asString().equals(called)
            && !call.get("id").asString().equals(longCall)
            && call.get("state").asString().equals("TALKING")) {
          return call.get("id").asString();
        }
      }
      WireCaller.pause(50);
    }
    throw new IOException("no call talks to " + called + ": " + bot.json("/api/calls"));
  }

  /** The channel of the phone that talks to the bot. */
  private String phone() throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end) {
      Matcher channel =
          Pattern.compile("Local/630@callers-\\w+;1")
              .matcher(asterisk.command("core show channels concise"));
      if (channel.find()) {
        return channel.group();
      }
      WireCaller.pause(50);
    }
    throw new IOException("no phone");
  }

  private void awaitLog(String text, int from) throws Exception {
    long end = System.nanoTime() + 15_000_000_000L;
    while (!asterisk.log().substring(from).contains(text)) {
      assertThat(System.nanoTime()).as("no " + text).isLessThan(end);
      WireCaller.pause(100);
    }
  }

  @Test
  @Order(1)
  void thePbxSeesThatTheBotIsThere() throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    String contacts = asterisk.command("pjsip show contacts");
    while (!contacts.contains("Avail") && System.nanoTime() < end) {
      WireCaller.pause(200);
      contacts = asterisk.command("pjsip show contacts");
    }
    assertThat(contacts).containsPattern("bot/sip:127.0.0.1:\\d+\\s+\\w+\\s+Avail");
  }

  @Test
  @Order(2)
  void aPhoneHoldsAndResumesTheBotThroughThePbx() throws Exception {
    int before = asterisk.log().length();
    Tool.Result result =
        Tool.run(
            Files.createTempDirectory("talkspurt-hold"),
            60,
            "sipp",
            "127.0.0.1:" + asterisk.sipPort,
            "-sf",
            Tool.project("sip-gateway/src/it/sipp/hold.xml").toString(),
            "-s",
            "7003",
            "-i",
            "127.0.0.1",
            "-mi",
            "127.0.0.1",
            "-p",
            String.valueOf(FreePort.next()),
            "-m",
            "1",
            "-nostdin",
            "-timeout",
            "30",
            "-timeout_error");
    assertThat(result.exitCode()).as(result.output()).isZero();
    String log = asterisk.log().substring(before);
    List<String> toBot = requests(log, "Transmitting", "INVITE", bot.sipPort);
    System.out.printf("Asterisk holds the bot: %d INVITEs to it%n", toBot.size());
    assertThat(toBot.getFirst()).doesNotContain("a=sendonly");
    assertThat(toBot).anyMatch(invite -> invite.contains("a=sendonly"));
    assertThat(toBot.getLast()).doesNotContain("a=sendonly");
    assertThat(log).contains("a=recvonly");
    JsonNode call = awaitEnded(log);
    assertThat(call.get("cause").asString()).isEqualTo("caller_hung_up");
  }

  /** The bot's record of a call whose Call-ID is in the log. */
  private JsonNode awaitEnded(String log) throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end) {
      for (JsonNode call : bot.records(1)) {
        if (log.contains(call.get("sipCallId").asString())) {
          return call;
        }
      }
      WireCaller.pause(50);
    }
    throw new IOException("no record");
  }

  @Test
  @Order(3)
  void aPhoneTransfersTheBotBlindly() throws Exception {
    int before = asterisk.log().length();
    originate("7000", "tone", "620");
    String id = talking("tone");
    try (AsteriskManager manager = new AsteriskManager(asterisk.managerPort)) {
      manager.ask(
          "BlindTransfer", Map.of("Channel", phone(), "Context", "callers", "Exten", "604"));
    }
    awaitLog("[604@callers:2]", before);
    assertThat(dialling.await(id, "TALKING").get("called").asString()).isEqualTo("tone");
    bot.press(id, "42*7");
    JsonNode call = dialling.await(id, "ENDED");
    System.out.printf(
        "Asterisk transfers the bot: %s, %d packets sent%n",
        call.get("cause").asString(), call.get("media").get("packetsSent").asLong());
    assertThat(call.get("cause").asString()).isEqualTo("caller_hung_up");
    assertThat(asterisk.log().substring(before)).contains("KEYS HEARD 42*7");
  }

  /** The phone asks somebody whether to pass the bot on, then leaves the two to each other. */
  @Test
  @Order(4)
  void aPhoneTransfersTheBotToWhomItAskedFirst() throws Exception {
    int before = asterisk.log().length();
    int port = FreePort.next();
    short[] clip = Clip.named("q-emergency").pcm();
    short[] said = new short[ASKED_MS * 8 + clip.length];
    System.arraycopy(clip, 0, said, ASKED_MS * 8, clip.length);
    originate("7003", "echo", "620");
    String id = talking("echo");
    Baresip.Callee asked = Baresip.callee(port, said);
    String phone = phone();
    try (AsteriskManager manager = new AsteriskManager(asterisk.managerPort)) {
      manager.ask("Atxfer", Map.of("Channel", phone, "Context", "callers", "Exten", "9" + port));
      awaitLog("answered Local/9" + port, before);
      manager.ask("Hangup", Map.of("Channel", phone));
    }
    short[] heard = asked.heard();
    JsonNode call = dialling.await(id, "ENDED");
    String log = asterisk.log().substring(before);
    List<String> invites = requests(log, "Transmitting", "INVITE", bot.sipPort);
    double correlation = Correlation.bySegments(said, heard);
    System.out.printf(
        "Asterisk transfers the bot to whom it asked: correlation %.3f, %d INVITEs to the bot%n",
        correlation, invites.size());
    assertThat(correlation).isGreaterThanOrEqualTo(0.9);
    assertThat(invites).anyMatch(invite -> invite.contains("a=sendonly"));
    assertThat(invites.getLast()).contains("a=sendrecv");
    assertThat(requests(log, "Transmitting", "UPDATE", bot.sipPort))
        .anyMatch(update -> update.contains("P-Asserted-Identity: <sip:9" + port + "@"));
    assertThat(call.get("cause").asString()).isEqualTo("caller_hung_up");
  }

  /** Whoever sends us a REFER would have us dial at our cost. */
  @Test
  @Order(5)
  void theBotCallsNobodyBecauseThePbxAsksIt() throws Exception {
    int before = asterisk.log().length();
    originate("7000", "tone", "621");
    String id = talking("tone");
    awaitLog("TRANSFER FAILURE 405", before);
    assertThat(bot.json("/api/calls/" + id).get("state").asString()).isEqualTo("TALKING");
    assertThat(dialling.await(id, "ENDED").get("cause").asString()).isEqualTo("caller_hung_up");
  }

  @Test
  @Order(6)
  void thePbxCallsInSecret() throws Exception {
    int before = asterisk.log().length();
    Clip clip = Clip.named("q-emergency");
    short[] heard = Baresip.call(asterisk.sipPort, "7009", clip.pcm());
    double correlation = Correlation.bySegments(clip.pcm(), heard);
    JsonNode call = awaitEnded(asterisk.log().substring(before));
    System.out.printf(
        "Asterisk over TLS, %s: correlation %.3f%n",
        call.get("media").get("encryption").asString(), correlation);
    assertThat(call.get("media").get("encryption").asString()).startsWith("SDES");
    assertThat(call.get("media").get("lost").asLong()).isZero();
    assertThat(correlation).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  @Order(7)
  void theBotCallsThePbxInSecret() throws Exception {
    String id = dialling.dial("611", "secret", "tone", 20);
    dialling.await(id, "TALKING");
    WireCaller.pause(1_000);
    dialling.hangUp(id);
    JsonNode media = dialling.await(id, "ENDED").get("media");
    assertThat(media.get("encryption").asString()).startsWith("SDES");
    assertThat(media.get("packetsReceived").asLong()).isGreaterThan(20);
  }

  /** The same Asterisk, looked for by a name that its certificate is not for (RFC 5922 §7.3). */
  @Test
  @Order(8)
  void aServerThatIsNotTheOneLookedForIsToldNothing() throws Exception {
    String before = asterisk.log();
    String id = dialling.dial("611", "elsewhere", "tone", 20);
    JsonNode ended = dialling.await(id, "ENDED");
    assertThat(ended.get("cause").asString()).isEqualTo("transport");
    assertThat(asterisk.log().substring(before.length())).doesNotContain("INVITE sip:611@");
  }

  @Test
  @Order(9)
  void sessionsOf90SecondsAreRefreshed() throws Exception {
    long passedMs = (System.nanoTime() - longCallsSinceNs) / 1_000_000;
    WireCaller.pause((int) Math.max(0, REFRESHED_MS - passedMs));
    long fromBot = 0;
    long fromPbx = 0;
    for (String id : List.of(longCall, dialledLongCall)) {
      JsonNode call = bot.json("/api/calls/" + id);
      assertThat(call.get("state").asString()).isEqualTo("TALKING");
      fromBot += refreshes(call.get("sipCallId").asString(), "Received");
      fromPbx += refreshes(call.get("sipCallId").asString(), "Transmitting");
    }
    System.out.printf(
        "session timers, two calls of %d s: %d refreshes from the bot, %d from Asterisk%n",
        REFRESHED_MS / 1_000, fromBot, fromPbx);
    assertThat(fromBot + fromPbx).isGreaterThanOrEqualTo(4);
  }

  private long refreshes(String sipCallId, String direction) throws IOException {
    String log = asterisk.log();
    return Stream.of("UPDATE", "INVITE")
        .flatMap(method -> requests(log, direction, method, bot.sipPort).stream())
        .filter(request -> request.contains("Call-ID: " + sipCallId))
        .filter(request -> request.contains("Session-Expires"))
        .filter(request -> Pattern.compile("(?m)^To: .*tag=").matcher(request).find())
        .count();
  }

  /** Requests of a method that Asterisk's log shows, to or from the bot. */
  private static List<String> requests(String log, String direction, String method, int port) {
    return Pattern.compile(
            "<--- "
                + direction
                + " SIP request \\(\\d+ bytes\\) (?:from|to) UDP:127\\.0\\.0\\.1:"
                + port
                + " --->\\n("
                + method
                + " sip:.*?)(?=<---|\\[\\w{3} )",
            Pattern.DOTALL)
        .matcher(log)
        .results()
        .map(found -> found.group(1).replace("\r", ""))
        .toList();
  }
}
