package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The bot dials sipp and baresip, over UDP and TCP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboundIT {
  private Bot bot;
  private Dialling dialling;
  private int trunkPort;
  private int otherPort;

  @BeforeAll
  void start() throws Exception {
    trunkPort = FreePort.next();
    otherPort = FreePort.next();
    String domain = "127.0.0.1:" + trunkPort;
    bot =
        Bot.startWithoutModels(
            "--talkspurt.trunks[0].name=udp",
            "--talkspurt.trunks[0].domain=" + domain,
            "--talkspurt.trunks[0].redirect-targets[0]=ann@127.0.0.1",
            "--talkspurt.trunks[1].name=tcp",
            "--talkspurt.trunks[1].domain=" + domain,
            "--talkspurt.trunks[1].transport=tcp",
            "--talkspurt.trunks[1].redirect-targets[0]=ann@127.0.0.1");
    dialling = new Dialling(bot);
  }

  @AfterAll
  void stop() throws Exception {
    bot.close();
  }

  private JsonNode ended(String id) throws Exception {
    JsonNode call = dialling.await(id, "ENDED");
    System.out.printf(
        "%s call to %s: %s, %s%n",
        call.get("trunk").asString(),
        call.get("called").asString(),
        call.get("result").asString(),
        call.get("cause").asString());
    return call;
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void whoAnswersIsTalkedToAndHungUp(String transport) throws Exception {
    SippCallee callee = SippCallee.start("uas-answer", trunkPort, transport);
    String id = dialling.dial("+15550199", transport, "tone", 20);
    assertThat(dialling.await(id, "TALKING").get("direction").asString()).isEqualTo("outbound");
    WireCaller.pause(500);
    dialling.hangUp(id);
    callee.passes();
    JsonNode call = ended(id);
    assertThat(call.get("result").asString()).isEqualTo("completed");
    assertThat(call.get("media").get("packetsSent").asLong()).isPositive();
    assertThat(bot.metric("talkspurt_calls_total{direction=\"outbound\",result=\"completed\"}"))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void whoChangesTheSessionBeforeTheAnswerIsTalkedToAsChanged(String transport) throws Exception {
    SippCallee callee = SippCallee.start("uas-early-update", trunkPort, transport);
    String id = dialling.dial("1", transport, "tone", 20);
    dialling.await(id, "TALKING");
    WireCaller.pause(300);
    dialling.hangUp(id);
    callee.passes();
    JsonNode media = ended(id).get("media");
    assertThat(media.get("codec").asString()).isEqualTo("PCMA");
    assertThat(media.get("packetsSent").asLong()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "udp, 486, busy",
    "tcp, 600, busy",
    "udp, 603, declined",
    "tcp, 404, not_found",
    "udp, 480, unavailable",
    "tcp, 503, refused"
  })
  void whoRefusesSaysWhy(String transport, String status, String cause) throws Exception {
    SippCallee callee = SippCallee.start("uas-refuse", trunkPort, transport, "STATUS", status);
    JsonNode call = ended(dialling.dial("100", transport, "tone", 20));
    callee.passes();
    assertThat(call.get("result").asString()).isEqualTo("refused");
    assertThat(call.get("cause").asString()).isEqualTo(cause);
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void whoRingsTooLongIsCancelled(String transport) throws Exception {
    SippCallee callee = SippCallee.start("uas-ring", trunkPort, transport);
    JsonNode call = ended(dialling.dial("1", transport, "tone", 2));
    callee.passes();
    assertThat(call.get("cause").asString()).isEqualTo("no_answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void aCallIsCancelledWhileItRings(String transport) throws Exception {
    SippCallee callee = SippCallee.start("uas-ring", trunkPort, transport);
    String id = dialling.dial("1", transport, "tone", 20);
    dialling.await(id, "RINGING");
    dialling.hangUp(id);
    callee.passes();
    assertThat(ended(id).get("result").asString()).isEqualTo("cancelled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void whoSaysNothingIsGivenUp(String transport) throws Exception {
    SippCallee callee = SippCallee.start("uas-silent", trunkPort, transport);
    JsonNode call = ended(dialling.dial("1", transport, "tone", 2));
    assertThat(call.get("cause").asString()).isEqualTo("no_response");
    callee.process().destroy();
  }

  @ParameterizedTest
  @CsvSource({"tcp, ann, completed", "udp, ann, completed", "udp, premium, refused"})
  void aRedirectionLeadsOnlyWhereItMay(String transport, String user, String result)
      throws Exception {
    SippCallee first =
        SippCallee.start(
            "uas-redirect", trunkPort, transport, "TARGET", user + "@127.0.0.1:" + otherPort);
    SippCallee second = SippCallee.start("uas-answer", otherPort, transport);
    String id = dialling.dial("1", transport, "tone", 20);
    if (result.equals("completed")) {
      dialling.await(id, "TALKING");
      dialling.hangUp(id);
      second.passes();
    }
    first.passes();
    assertThat(ended(id).get("result").asString()).isEqualTo(result);
    second.process().destroy();
  }

  @Test
  void whereNobodyListensTheCallFails() throws Exception {
    JsonNode call = ended(dialling.dial("1", "tcp", "tone", 20));
    assertThat(call.get("cause").asString()).isEqualTo("transport");
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void baresipHearsItsEcho(String transport) throws Exception {
    // The first call of a process answers late: some tenths of a second of what the callee says
    // pass.
    whoAnswersIsTalkedToAndHungUp(transport);
    Clip clip = Clip.named("q-emergency");
    Baresip.Callee callee = Baresip.callee(trunkPort, clip.pcm());
    String id = dialling.dial("sip:callee@127.0.0.1:" + trunkPort, transport, "echo", 20);
    dialling.await(id, "TALKING");
    double correlation = Correlation.bySegments(clip.pcm(), callee.heard());
    JsonNode call = ended(id);
    System.out.printf("baresip is dialled over %s: correlation %.3f%n", transport, correlation);
    assertThat(call.get("cause").asString()).isEqualTo("callee_hung_up");
    assertThat(call.get("media").get("lost").asLong()).isZero();
    assertThat(correlation).isGreaterThanOrEqualTo(0.97);
  }
}
