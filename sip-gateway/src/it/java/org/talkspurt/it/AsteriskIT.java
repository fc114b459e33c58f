package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The bot behind Asterisk 22. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock("asterisk")
class AsteriskIT {

  private Bot bot;
  private Asterisk asterisk;
  private int calls;

  @BeforeAll
  void start() throws Exception {
    bot = Bot.start();
    asterisk = Asterisk.start(bot);
  }

  @AfterAll
  void stop() throws Exception {
    asterisk.close();
    bot.close();
  }

  @ParameterizedTest
  @CsvSource({"7000, none", "7001, SDES AES_CM_128_HMAC_SHA1_80", "7002, DTLS"})
  void whoCallsThroughThePbxHearsTheEcho(String extension, String encryption) throws Exception {
    Clip clip = Clip.named("q-emergency");
    short[] heard = Baresip.call(asterisk.sipPort, extension, clip.pcm());
    double correlation = Correlation.bySegments(clip.pcm(), heard);
    JsonNode call = bot.records(++calls).getLast();
    System.out.printf(
        "Asterisk %s, %s: echo: correlation %.3f%n",
        extension, call.get("media").get("encryption").asString(), correlation);
    assertThat(call.get("media").get("encryption").asString()).isEqualTo(encryption);
    assertThat(call.get("media").get("lost").asLong()).isZero();
    assertThat(call.get("cause").asString()).isEqualTo("caller_hung_up");
    assertThat(correlation).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void keysThatTheBotPressesAreHeardByThePbx() throws Exception {
    asterisk.command(
        "channel originate PJSIP/7000/sip:echo@127.0.0.1:"
            + bot.sipPort
            + " extension 604@callers");
    String id = bot.talkingCall();
    bot.press(id, "42*7");
    bot.records(++calls);
    assertThat(asterisk.log()).contains("KEYS HEARD 42*7");
  }
}
