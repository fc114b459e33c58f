package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** The bot sends callers of Asterisk 22 on to an extension, at once (REFER, RFC 3515). */
@ResourceLock("asterisk")
class AsteriskTransferIT {
  private static final String PLACEHOLDER = "uri: sip:reception@example.invalid";

  @Test
  void callersAreSentOnAndToldWhereThatIsImpossible() throws Exception {
    Path agents = AgentFolder.likeTheClinic("desk", PLACEHOLDER, "uri: \"650\"");
    Path others = AgentFolder.likeTheClinic("astray", PLACEHOLDER, "uri: \"699\"");
    Files.copy(others.resolve("astray.yaml"), agents.resolve("astray.yaml"));
    try (Bot bot =
            Bot.start(
                "--talkspurt.agents.directory=" + agents,
                "--talkspurt.agents.default=desk",
                "--talkspurt.trunks[0].name=pbx",
                "--talkspurt.trunks[0].allowed-sources=127.0.0.1",
                "--talkspurt.routes[0].number=7031",
                "--talkspurt.routes[0].agent=astray");
        Asterisk asterisk = Asterisk.start(bot.sipPort)) {
      try (WireCaller caller = WireCaller.dial(asterisk.sipPort, "7030")) {
        caller.awaitAudible(0, 10_000);
        caller.press("0");
        JsonNode call = bot.records(1).getFirst();
        assertThat(call.get("cause").asString()).isEqualTo("transferred");
        long since = System.nanoTime();
        caller.say(Clip.named("q-address"));
        assertThat(caller.awaitAudible(since, 5_000)).as("the echo").isGreaterThan(since);
      }
      try (WireCaller caller = WireCaller.dial(asterisk.sipPort, "7031")) {
        caller.awaitAudible(0, 10_000);
        caller.press("0");
        String id = bot.talkingCall();
        Await.until(
            "told that nobody is free",
            20,
            () -> bot.json("/api/calls/" + id).get("turns").toString().contains("Nobody is free"));
      }
      JsonNode stayed = bot.records(2).getLast();
      assertThat(stayed.get("cause").asString()).isEqualTo("caller_hung_up");
      System.out.println("Asterisk took a blind transfer to 650 and refused one to 699");
    }
  }
}
