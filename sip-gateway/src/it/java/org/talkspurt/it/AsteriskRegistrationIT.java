package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** The bot registers at Asterisk 22, which has the files of config/asterisk. */
@ResourceLock("asterisk")
class AsteriskRegistrationIT {

  private static final int PATIENCE_MS = 90_000;

  @Test
  void aCallComesByTheRegistrationAndNoneAfterTheDrain() throws Exception {
    Clip clip = Clip.named("q-emergency");
    try (Asterisk asterisk = Asterisk.start(9);
        Bot bot = bot(asterisk, "CHANGE-ME")) {
      JsonNode trunk = awaitTrunk(bot, "registered");
      assertThat(trunk.get("contact").asString())
          .isEqualTo("sip:talkspurt@127.0.0.1:" + bot.sipPort);
      assertThat(bot.metric("talkspurt_sip_registered{trunk=\"pbx\"}")).isEqualTo(1);
      assertThat(asterisk.command("pjsip show contacts"))
          .contains("sip:talkspurt@127.0.0.1:" + bot.sipPort);

      short[] heard = Baresip.call(asterisk.sipPort, "7010", clip.pcm());
      double correlation = Correlation.bySegments(clip.pcm(), heard);
      JsonNode call = bot.records(1).getLast();
      System.out.printf(
          "Asterisk 7010, by registration, from %s on trunk %s: echo: correlation %.3f%n",
          call.get("variables"), call.get("trunk").asString(), correlation);
      assertThat(call.get("trunk").asString()).isEqualTo("pbx");
      assertThat(correlation).isGreaterThanOrEqualTo(0.97);

      bot.terminate();
      assertThat(bot.exitCode()).isZero();
      assertThat(asterisk.command("pjsip show contacts")).doesNotContain("sip:talkspurt@");
      assertThat(bot.log()).doesNotContain("CHANGE-ME").doesNotContain("ERROR");
    }
  }

  @Test
  void aWrongPasswordIsSaidAndNotTriedWithoutPause() throws Exception {
    try (Asterisk asterisk = Asterisk.start(9);
        Bot bot = bot(asterisk, "not-this-one")) {
      JsonNode trunk = awaitTrunk(bot, "failed");
      assertThat(trunk.get("lastStatus").asInt()).isIn(401, 403);
      assertThat(bot.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
      assertThat(bot.log()).doesNotContain("not-this-one");
    }
  }

  @Test
  void aRegistrarThatComesLaterIsFound() throws Exception {
    Asterisk first = Asterisk.start(9);
    try (Bot bot = bot(first, "CHANGE-ME")) {
      awaitTrunk(bot, "registered");
      first.close();
      awaitTrunk(bot, "registering"); // its OPTIONS was not answered
      try (Asterisk second = Asterisk.startOn(first.sipPort, 9)) {
        awaitTrunk(bot, "registered");
        assertThat(second.command("pjsip show contacts")).contains("sip:talkspurt@127.0.0.1");
      }
    }
  }

  private static Bot bot(Asterisk asterisk, String password) throws Exception {
    return Bot.startWithoutModels(
        "--talkspurt.trunks[0].name=pbx",
        "--talkspurt.trunks[0].register=true",
        "--talkspurt.trunks[0].domain=127.0.0.1",
        "--talkspurt.trunks[0].outbound-proxy=127.0.0.1:" + asterisk.sipPort,
        "--talkspurt.trunks[0].username=talkspurt",
        "--talkspurt.trunks[0].password=" + password,
        "--talkspurt.trunks[0].keep-alive=5s",
        "--talkspurt.trunks[0].headers[0]=P-Asserted-Identity",
        "--talkspurt.routes[0].number=talkspurt",
        "--talkspurt.routes[0].agent=echo");
  }

  private static JsonNode awaitTrunk(Bot bot, String state) throws Exception {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000L;
    JsonNode trunks = bot.json("/api/trunks");
    while (!trunks.get(0).get("state").asString().equals(state)) {
      assertThat(System.nanoTime()).as("not %s: %s", state, trunks).isLessThan(end);
      WireCaller.pause(200);
      trunks = bot.json("/api/trunks");
    }
    return trunks.get(0);
  }
}
