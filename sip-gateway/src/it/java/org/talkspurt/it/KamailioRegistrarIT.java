package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two bots with accounts at Kamailio, which wants their password and sends each its calls. */
class KamailioRegistrarIT {

  @Test
  void callsReachTheBotWhoseAccountIsCalled() throws Exception {
    try (Kamailio registrar = Kamailio.asRegistrar();
        Bot sales = bot(registrar, "sales", 20_000);
        Bot desk = bot(registrar, "desk", 21_000)) {
      awaitRegistered(sales);
      awaitRegistered(desk);
      call(registrar, "desk");
      call(registrar, "sales");
      call(registrar, "desk");
      for (Bot bot : List.of(sales, desk)) {
        int wanted = bot == desk ? 2 : 1;
        List<JsonNode> calls = bot.records(wanted);
        assertThat(calls).hasSize(wanted);
        assertThat(calls)
            .allSatisfy(
                call -> {
                  assertThat(call.get("trunk").asString()).isEqualTo("edge");
                  assertThat(call.get("cause").asString()).isEqualTo("caller_hung_up");
                });
      }
      System.out.println("Kamailio as registrar: 2 bots registered, 3 calls reached the right one");
    }
  }

  private static Bot bot(Kamailio registrar, String account, int firstRtpPort) throws IOException {
    return Bot.startWithoutModels(
        "--talkspurt.rtp.port-min=" + firstRtpPort,
        "--talkspurt.rtp.port-max=" + (firstRtpPort + 999),
        "--talkspurt.agents.default=echo",
        "--talkspurt.trunks[0].name=edge",
        "--talkspurt.trunks[0].register=true",
        "--talkspurt.trunks[0].domain=127.0.0.1",
        "--talkspurt.trunks[0].outbound-proxy=127.0.0.1:" + registrar.sipPort,
        "--talkspurt.trunks[0].username=" + account,
        "--talkspurt.trunks[0].password=sesame");
  }

  private static void awaitRegistered(Bot bot) throws Exception {
    Await.until(
        "registered", 30, () -> bot.metric("talkspurt_sip_registered{trunk=\"edge\"}") == 1);
  }

  private static void call(Kamailio registrar, String user) throws Exception {
    // Kamailio's workers may overtake each other: a 180 may come behind its 200.
    List<String> command =
        Tool.sipp(
            registrar.sipPort, "call", 1, 1, "-s", user, "-default_behaviors", "all,-abortunexp");
    Tool.Result call =
        Tool.run(Files.createTempDirectory("talkspurt-caller"), 60, command.toArray(String[]::new));
    assertThat(call.exitCode()).as(call.output()).isZero();
  }
}
