package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Each kind of bad input gets a clear answer, and the service goes on. */
class BadInputIT {

  @Test
  void anUnknownSettingStopsTheStartWithItsName() throws Exception {
    try (Bot bot = Bot.launch("--talkspurt.sip.prot=5070")) {
      assertThat(bot.exitCode()).isNotZero();
      assertThat(bot.log()).contains("talkspurt.sip.prot");
    }
  }

  @Test
  void aTakenPortStopsTheStartWithItsKey() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        Bot bot = Bot.launch("--talkspurt.sip.port=" + taken.getLocalPort())) {
      assertThat(bot.exitCode()).isNotZero();
      assertThat(bot.log())
          .contains("talkspurt.sip.port", "UDP 127.0.0.1 port " + taken.getLocalPort());
    }
  }

  /** JAIN-SIP has begun with UDP by then and leaves a thread behind. */
  @Test
  void aPortThatIsTakenForTcpOnlyEndsTheStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Bot bot = Bot.launch("--talkspurt.sip.port=" + taken.getLocalPort())) {
      assertThat(bot.exitCode()).isNotZero();
      assertThat(bot.log())
          .contains("talkspurt.sip.port", "TCP 127.0.0.1 port " + taken.getLocalPort());
    }
  }

  @Test
  void aBrokenAgentFileIsNamedWithItsLine() throws Exception {
    Path agents = Files.createTempDirectory("talkspurt-agents");
    Files.writeString(agents.resolve("broken.yaml"), "name: broken\ngreeting: [1, 2\n");
    try (Bot bot = Bot.launch("--talkspurt.agents.directory=" + agents)) {
      assertThat(bot.exitCode()).isNotZero();
      assertThat(bot.log()).contains("broken.yaml:3: ");
    }
  }

  @Test
  void aMissingModelIsSaidAndCallsWithoutSpeechGoOn() throws Exception {
    Path empty = Files.createTempDirectory("talkspurt-models");
    try (Bot bot =
        Bot.launch("--talkspurt.models.directory=" + empty, "--talkspurt.models.fetch=false")) {
      HttpResponse<String> readiness = null;
      for (int i = 0; i < 300 && (readiness == null || !readiness.body().contains("silero")); i++) {
        WireCaller.pause(100);
        try {
          readiness = bot.get("/actuator/health/readiness");
        } catch (java.io.UncheckedIOException e) {
          // not listening yet
        }
      }
      assertThat(readiness.statusCode()).isEqualTo(503);
      assertThat(readiness.body()).contains("silero-vad");
      try (WireCaller echo = WireCaller.dial(bot.sipPort, "echo")) {
        echo.say(Clip.named("q-address"));
        echo.awaitAudible(0, 5_000);
      }
      assertThat(refusal(bot, "7000")).contains("503");
    }
  }

  @Test
  void stormsAndNonsenseLeaveTheServiceAsItWas() throws Exception {
    try (Bot bot = Bot.start();
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      byte[] noise = new byte[60_000];
      for (int i = 0; i < 20; i++) { // 1.2 MB in one burst
        ThreadLocalRandom.current().nextBytes(noise);
        send(socket, bot, noise);
      }
      send(
          socket,
          bot,
          "INVITE sip:x SIP/2.0\r\nVia: nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      send(socket, bot, "INVITE\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      try (WireCaller echo = WireCaller.dial(bot.sipPort, "echo")) {
        echo.say(Clip.named("q-address"));
        echo.awaitAudible(0, 5_000);
      }
      assertThat(bot.alive()).isTrue();
      HttpResponse<String> dial =
          bot.exchange(
              HttpRequest.newBuilder(bot.uri("/api/calls"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
      assertThat(dial.statusCode()).isEqualTo(400);
      assertThat(dial.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(bot.get("/api/calls/nobody").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void withATokenTheApiWantsItAndHealthStaysOpen() throws Exception {
    try (Bot bot = Bot.launch("--talkspurt.api.token=tell-nobody")) {
      int health = 0;
      for (int i = 0; i < 300 && health != 200; i++) {
        WireCaller.pause(100);
        try {
          health = bot.get("/actuator/health/liveness").statusCode();
        } catch (java.io.UncheckedIOException e) {
          // not listening yet
        }
      }
      assertThat(health).isEqualTo(200);
      assertThat(bot.get("/api/calls").statusCode()).isEqualTo(401);
      assertThat(bot.get("/actuator/prometheus").statusCode()).isEqualTo(401);
      assertThat(
              bot.exchange(
                      HttpRequest.newBuilder(bot.uri("/api/calls"))
                          .header("Authorization", "Bearer tell-nobody"))
                  .statusCode())
          .isEqualTo(200);
      assertThat(bot.log()).doesNotContain("tell-nobody");
    }
  }

  private static void send(DatagramSocket socket, Bot bot, byte[] bytes) throws Exception {
    socket.send(
        new DatagramPacket(bytes, bytes.length, InetAddress.getByName("127.0.0.1"), bot.sipPort));
  }

  private static String refusal(Bot bot, String user) throws Exception {
    try (WireCaller caller = WireCaller.dial(bot.sipPort, user)) {
      return "answered";
    } catch (java.io.IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
