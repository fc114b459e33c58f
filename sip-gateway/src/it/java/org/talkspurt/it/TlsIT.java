package org.talkspurt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** baresip calls over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {

  private final Clip clip = Clip.named("q-emergency");
  private Certificates ours;
  private Certificates strangers;
  private Bot bot;
  private int tlsPort;
  private int calls;

  TlsIT() throws Exception {}

  @BeforeAll
  void start() throws Exception {
    ours = Certificates.make("ours");
    ours.issue("bot");
    ours.issue("caller");
    strangers = Certificates.make("strangers");
    strangers.issue("bot");
    tlsPort = FreePort.next();
    bot = Bot.startWithoutModels(settings(tlsPort, "off"));
  }

  @AfterAll
  void stop() throws Exception {
    bot.close();
  }

  private String[] settings(int port, String clientCertificates) {
    return new String[] {
      "--talkspurt.sip.tls.port=" + port,
      "--talkspurt.sip.tls.certificate=" + ours.path("bot.pem"),
      "--talkspurt.sip.tls.private-key=" + ours.path("bot.key"),
      "--talkspurt.sip.tls.trust=" + ours.path("ca.pem"),
      "--talkspurt.sip.tls.client-certificates=" + clientCertificates
    };
  }

  private double call(int port, String encryption, String... configuration) throws Exception {
    String uri = "sip:echo@127.0.0.1:" + port + ";transport=tls";
    byte[] wav = Baresip.record(uri, clip.pcm(), 8_000, "PCMU/8000/1", encryption, configuration);
    return Correlation.bySegments(clip.pcm(), Clip.pcm(wav));
  }

  private String trusting(Certificates authority) {
    return "sip_cafile " + authority.path("ca.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "srtp-mand", "dtls_srtp"})
  void whoTrustsOurCertificateHearsTheEcho(String encryption) throws Exception {
    double correlation = call(tlsPort, encryption, trusting(ours));
    JsonNode call = bot.records(++calls).getLast();
    System.out.printf(
        "TLS, %s: echo: correlation %.3f%n",
        call.get("media").get("encryption").asString(), correlation);
    assertThat(call.get("cause").asString()).isEqualTo("caller_hung_up");
    assertThat(correlation).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void theBotHangsUpOverTheCallersConnection() throws Exception {
    short[] pcm = clip.pcm();
    short[] minutes = Arrays.copyOf(pcm, 10 * pcm.length);
    CompletableFuture<byte[]> heard =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Baresip.record(
                    "sip:echo@127.0.0.1:" + tlsPort + ";transport=tls",
                    minutes,
                    8_000,
                    "PCMU/8000/1",
                    "none",
                    trusting(ours));
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });
    bot.exchange(HttpRequest.newBuilder(bot.uri("/api/calls/" + bot.talkingCall())).DELETE());
    assertThat(bot.records(++calls).getLast().get("cause").asString()).isEqualTo("api");
    // Without our BYE it would have listened to the end.
    assertThat(Clip.pcm(heard.get(120, TimeUnit.SECONDS)).length).isLessThan(minutes.length / 2);
  }

  @Test
  void aSipsCallOutlivesItsConnection() throws Exception {
    try (TlsPhone phone = new TlsPhone(ours, "caller", tlsPort)) {
      String ok = phone.dial();
      assertThat(ok).startsWith("SIP/2.0 200 ").contains("Contact: <sips:");
      phone.leave();
      bot.exchange(HttpRequest.newBuilder(bot.uri("/api/calls/" + bot.talkingCall())).DELETE());
      assertThat(phone.serve()).startsWith("BYE sips:phone@127.0.0.1");
      assertThat(bot.records(++calls).getLast().get("cause").asString()).isEqualTo("api");
    }
  }

  @Test
  void silentAndConfusedConnectionsHurtNobody() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        silent.add(new Socket("127.0.0.1", tlsPort));
        if (i % 2 == 0) {
          silent.getLast().getOutputStream().write("OPTIONS sip:x SIP/2.0\r\n\r\n".getBytes());
        }
      }
      assertThat(call(tlsPort, "none", trusting(ours))).isGreaterThanOrEqualTo(0.97);
      bot.records(++calls);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void aRenewedCertificateIsUsedForTheNextConnection() throws Exception {
    ours.issue("renewed");
    Files.copy(ours.path("renewed.key"), ours.path("bot.key"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(ours.path("renewed.pem"), ours.path("bot.pem"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(call(tlsPort, "none", trusting(ours))).isGreaterThanOrEqualTo(0.97);
    bot.records(++calls);
    assertThat(bot.log()).contains("new certificate for SIP over TLS");
  }

  @Test
  void whereCertificatesAreNeededOnlyWhoHasOneTalks() throws Exception {
    int port = FreePort.next();
    try (Bot strict = Bot.startWithoutModels(settings(port, "need"))) {
      assertThatThrownBy(() -> call(port, "none", trusting(ours)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("recorded nothing");
      assertThatThrownBy(
              () ->
                  call(
                      port,
                      "none",
                      trusting(ours),
                      "sip_certificate " + strangers.path("bot.both")))
          .isInstanceOf(IOException.class);
      assertThat(call(port, "none", trusting(ours), "sip_certificate " + ours.path("caller.both")))
          .isGreaterThanOrEqualTo(0.97);
      assertThat(strict.records(1)).hasSize(1);
    }
  }

  @Test
  void settingsThatCannotWorkAreNamed() throws Exception {
    String[] wrong = settings(FreePort.next(), "off");
    wrong[2] = "--talkspurt.sip.tls.private-key=" + strangers.path("bot.key");
    try (Bot broken = Bot.launch(wrong)) {
      assertThat(broken.exitCode()).isNotZero();
      assertThat(broken.log())
          .contains(
              "talkspurt.sip.tls.certificate and private-key: the key is not the certificate");
    }
  }
}
