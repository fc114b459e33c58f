package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** The bot dials extensions of Asterisk 22, which asks for its password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("asterisk")
class AsteriskOutboundIT {
  private Bot bot;
  private Asterisk asterisk;
  private Dialling dialling;

  @BeforeAll
  void start() throws Exception {
    int port = FreePort.next();
    bot =
        Bot.start(
            "--talkspurt.agents.directory="
                + AgentFolder.likeTheClinic(
                    "desk",
                    "uri: sip:reception@example.invalid",
                    "uri: \"611\"\n    briefing: Somebody is on the line."),
            "--talkspurt.agents.default=desk",
            "--talkspurt.trunks[0].allowed-sources=127.0.0.1",
            "--talkspurt.trunks[0].name=pbx",
            "--talkspurt.trunks[0].domain=127.0.0.1:" + port,
            "--talkspurt.trunks[0].username=clinic",
            "--talkspurt.trunks[0].password=zanzibar",
            "--talkspurt.trunks[1].name=stranger",
            "--talkspurt.trunks[1].domain=127.0.0.1:" + port,
            "--talkspurt.trunks[1].username=clinic",
            "--talkspurt.trunks[1].password=guessed");
    asterisk = Asterisk.startOn(port, bot.sipPort);
    dialling = new Dialling(bot);
  }

  @AfterAll
  void stop() throws Exception {
    asterisk.close();
    bot.close();
  }

  @Test
  void anExtensionAnswersAndHearsOurKeys() throws Exception {
    String id = dialling.dial("610", "pbx", "tone", 20);
    dialling.await(id, "TALKING");
    bot.press(id, "42*7");
    JsonNode call = dialling.await(id, "ENDED");
    assertThat(call.get("cause").asString()).isEqualTo("callee_hung_up");
    assertThat(asterisk.log()).contains("KEYS HEARD 42*7");
    assertThat(asterisk.log()).doesNotContain("zanzibar");
  }

  @Test
  void anExtensionThatEchoesIsHeard() throws Exception {
    String id = dialling.dial("611", "pbx", "tone", 20);
    dialling.await(id, "TALKING");
    WireCaller.pause(1_000);
    dialling.hangUp(id);
    JsonNode media = dialling.await(id, "ENDED").get("media");
    System.out.printf(
        "Asterisk echoes: %d packets sent, %d received, MOS %.2f%n",
        media.get("packetsSent").asLong(),
        media.get("packetsReceived").asLong(),
        media.get("mos").asDouble());
    assertThat(media.get("packetsReceived").asLong()).isGreaterThan(20);
  }

  /** The extension is told who is coming, and then the caller takes the bot's place (RFC 5589). */
  @Test
  void aCallerIsHandedOverToAnExtensionThatWasTold() throws Exception {
    try (WireCaller caller = WireCaller.dial(asterisk.sipPort, "7020")) {
      caller.awaitAudible(0, 10_000);
      caller.press("0");
      JsonNode call = ended("inbound");
      assertThat(call.get("cause").asString()).isEqualTo("transferred");
      JsonNode told = ended("outbound");
      assertThat(told.get("agent").asString()).isEqualTo("briefing");
      assertThat(told.get("turns").toString()).contains("Somebody is on the line.");
      long since = System.nanoTime();
      caller.say(Clip.named("q-address"));
      assertThat(caller.awaitAudible(since, 5_000)).isGreaterThan(since);
    }
  }

  /** The record of the last such call, once it has ended. */
  private JsonNode ended(String direction) throws Exception {
    for (int i = 0; i < 400; i++) {
      for (JsonNode call : bot.json("/api/calls")) {
        boolean handsOver =
            call.get("agent").asString().equals("desk")
                || call.get("agent").asString().equals("briefing");
        if (handsOver
            && call.get("direction").asString().equals(direction)
            && call.get("state").asString().equals("ENDED")) {
          return bot.json("/api/calls/" + call.get("id").asString());
        }
      }
      WireCaller.pause(100);
    }
    throw new AssertionError("no " + direction + " call ended");
  }

  @Test
  void anExtensionThatIsBusySaysSo() throws Exception {
    String id = dialling.dial("612", "pbx", "tone", 20);
    assertThat(dialling.await(id, "ENDED").get("cause").asString()).isEqualTo("busy");
  }

  @Test
  void anExtensionThatRingsIsCancelled() throws Exception {
    String id = dialling.dial("613", "pbx", "tone", 2);
    dialling.await(id, "RINGING");
    assertThat(dialling.await(id, "ENDED").get("cause").asString()).isEqualTo("no_answer");
  }

  @Test
  void aWrongPasswordIsNotBelieved() throws Exception {
    String id = dialling.dial("610", "stranger", "tone", 20);
    assertThat(dialling.await(id, "ENDED").get("cause").asString()).isEqualTo("not_authorized");
  }
}
