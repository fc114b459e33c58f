package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** sipp plays its scenarios to the real bot, over UDP, TCP and TLS. */
class SignallingIT {
  private static final AtomicInteger PORTS = new AtomicInteger(9_000);
  private static final String NOBODY_FREE = "Nobody is free at reception";
  private static final String REGISTERED = "talkspurt_sip_registrations_total";
  private static final String REFUSED = "talkspurt_sip_requests_refused_total";

  @Test
  void everyScenarioPasses() throws Exception {
    try (Bot bot =
        Bot.startWithoutModels(
            "--talkspurt.agents.default=",
            "--talkspurt.sip.advertised-address=127.0.0.1",
            "--talkspurt.trunks[0].name=carrier",
            "--talkspurt.trunks[0].allowed-sources=127.0.0.1",
            "--talkspurt.trunks[0].headers=P-Asserted-Identity,Diversion,X-Account")) {
      play(bot, "127.0.0.1", "echo", "nobody:refused:404", "echo:identity");
      List<JsonNode> forwarded =
          bot.records(0).stream()
              .filter(call -> call.path("caller").asString().equals("+15550142"))
              .toList();
      assertThat(forwarded).as("over UDP and TCP").hasSize(2);
      JsonNode handedOn = forwarded.getFirst().path("variables");
      assertThat(handedOn.path("diversion").asString()).contains("+15550123", "no-answer");
      assertThat(handedOn.path("p-asserted-identity").asString()).contains("+15550142");
      assertThat(handedOn.path("x-account").asString()).isEqualTo("4711");
    }
  }

  @Test
  void everyScenarioPassesOverIpv6() throws Exception {
    try (Bot bot =
        Bot.startWithoutModels("--talkspurt.agents.default=", "--talkspurt.sip.bind-address=::1")) {
      play(bot, "::1", "echo", "nobody:refused:404");
    }
  }

  @Test
  void everyScenarioPassesOverTls() throws Exception {
    Certificates certificates = Certificates.make("ours");
    certificates.issue("bot");
    certificates.issue("caller");
    Files.copy(certificates.path("caller.pem"), certificates.path("cert.pem"));
    Files.copy(certificates.path("caller.key"), certificates.path("key.pem"));
    int port = FreePort.next();
    try (Bot bot =
        Bot.startWithoutModels(
            "--talkspurt.agents.default=",
            "--talkspurt.sip.tls.port=" + port,
            "--talkspurt.sip.tls.certificate=" + certificates.path("bot.pem"),
            "--talkspurt.sip.tls.private-key=" + certificates.path("bot.key"),
            "--talkspurt.sip.tls.trust=" + certificates.path("ca.pem"))) {
      List<String> newerSipp =
          List.of("SIPP_ROOT=" + Asterisk.root(), "SIPP_TLS=" + certificates.directory);
      play(bot, newerSipp, "127.0.0.1", port, "echo", "nobody:refused:404");
    }
  }

  @Test
  void theBotHangsUpWhenTheLongestDurationIsOver() throws Exception {
    try (Bot bot = Bot.startWithoutModels("--talkspurt.calls.max-duration=3s")) {
      play(bot, "127.0.0.1", "-", "tone:hangup");
    }
  }

  @Test
  void theBotRefreshesTheSession() throws Exception {
    try (Bot bot = Bot.startWithoutModels()) {
      play(bot, "127.0.0.1", "-", "echo:refresh");
    }
  }

  @Test
  void aTrunkIsAskedForItsPassword() throws Exception {
    try (Bot bot =
        Bot.startWithoutModels(
            "--talkspurt.trunks[0].name=desk",
            "--talkspurt.trunks[0].challenge=true",
            "--talkspurt.trunks[0].allowed-sources=127.0.0.1",
            "--talkspurt.trunks[0].username=frontdesk",
            "--talkspurt.trunks[0].password=sesame")) {
      short[] question = Clip.named("q-address").pcm();
      Baresip.call(bot.sipPort, "echo", question, ";auth_user=frontdesk;auth_pass=sesame");
      JsonNode answered = bot.records(1).getFirst();
      assertThat(answered.path("trunk").asString()).isEqualTo("desk");
      assertThat(answered.path("media").path("packetsReceived").asInt()).isPositive();
      assertThat(bot.metric(REFUSED)).isEqualTo(1);
      play(bot, "127.0.0.1", "-", "echo:digest");
      assertThat(bot.records(3)).hasSize(3);
      assertThat(bot.metric(REFUSED)).isGreaterThanOrEqualTo(1 + 2 * 2);
      assertThatThrownBy(
              () ->
                  Baresip.call(
                      bot.sipPort, "echo", question, ";auth_user=frontdesk;auth_pass=open"))
          .hasMessageContaining("recorded nothing");
      assertThat(bot.metric(REFUSED)).isGreaterThan(6);
      assertThat(bot.records(3)).hasSize(3);
    }
  }

  @Test
  void anAnnouncementIsHeardBeforeTheAnswer() throws Exception {
    Path agents =
        AgentFolder.likeTheClinic(
            "announcer", "greeting:", "before-answer: This call is recorded.\ngreeting:");
    try (Bot bot =
        Bot.start(
            "--talkspurt.agents.directory=" + agents, "--talkspurt.agents.default=announcer")) {
      play(bot, "127.0.0.1", "-", "1:early-media", "1:cancel");
    }
  }

  /** RFC 3515: the target answers, or is busy and the caller is told. */
  @Test
  void callersAreSentOnByThePressOfAKey() throws Exception {
    try (Bot bot = Bot.start()) {
      play(bot, "127.0.0.1", "-", "1:refer", "2:refer-failed");
      for (JsonNode call : bot.records(4)) {
        String turns = call.path("turns").toString();
        if (call.path("called").asString().equals("1")) {
          assertThat(call.path("cause").asString()).isEqualTo("transferred");
          assertThat(turns).doesNotContain(NOBODY_FREE);
        } else {
          assertThat(call.path("cause").asString()).isEqualTo("caller_hung_up");
          assertThat(turns).contains(NOBODY_FREE);
        }
      }
    }
  }

  /**
   * sipp is the registrar: a password is asked for, a nonce grows old, a binding is renewed and
   * ended.
   */
  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void aRegistrarIsAnsweredAndLeft(String transport) throws Exception {
    int port = FreePort.next();
    try (Bot bot =
        Bot.startWithoutModels(
            "--talkspurt.trunks[0].name=carrier",
            "--talkspurt.trunks[0].register=true",
            "--talkspurt.trunks[0].domain=127.0.0.1",
            "--talkspurt.trunks[0].outbound-proxy=127.0.0.1:" + port,
            "--talkspurt.trunks[0].transport=" + transport,
            "--talkspurt.trunks[0].username=clinic",
            "--talkspurt.trunks[0].password=sesame")) {
      SippCallee registrar = SippCallee.start("registrar", port, transport);
      Await.until(
          "refreshed",
          30,
          () -> bot.metric(REGISTERED + "{status=\"200\",trunk=\"carrier\"}") >= 2);
      bot.terminate();
      assertThat(bot.exitCode()).isZero();
      registrar.passes();
    }
  }

  private static void play(Bot bot, String host, String called, String... extra) throws Exception {
    play(bot, List.of(), host, bot.sipPort, called, extra);
  }

  private static void play(
      Bot bot, List<String> environment, String host, int port, String called, String... extra)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("env"));
    command.add("SIPP_PORTS=" + PORTS.getAndAdd(100)); // no other play has them
    command.addAll(environment);
    command.addAll(
        List.of(
            Tool.project("sip-gateway/src/it/sipp/run.sh").toString(),
            host,
            String.valueOf(port),
            called));
    command.addAll(List.of(extra));
    Tool.Result result =
        Tool.run(Files.createTempDirectory("talkspurt-sipp"), 300, command.toArray(String[]::new));
    System.out.print(result.output());
    assertThat(result.exitCode()).as(result.output()).isZero();
    bot.awaitIdle();
  }

  @Test
  void aFullMachineSays503() throws Exception {
    try (Bot bot = Bot.startWithoutModels("--talkspurt.calls.max=1");
        WireCaller first = WireCaller.dial(bot.sipPort, "echo")) {
      first.say(Clip.named("q-address"));
      first.awaitAudible(0, 5_000);
      String refusal = "";
      try (WireCaller second = WireCaller.dial(bot.sipPort, "echo")) {
        refusal = "answered";
      } catch (java.io.IOException e) {
        refusal = String.valueOf(e.getMessage());
      }
      assertThat(refusal).contains("503");
    }
  }

  @Test
  void atTheEndCallersGetTheirBye() throws Exception {
    Bot bot = Bot.startWithoutModels();
    try (WireCaller caller = WireCaller.dial(bot.sipPort, "tone")) {
      caller.awaitAudible(0, 5_000);
      bot.close();
      assertThat(caller.awaitBye(5_000)).isTrue();
    } finally {
      bot.close();
    }
  }
}
