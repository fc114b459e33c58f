package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages after RFC 4475 and RFC 5118: each gets its answer, and the endpoint goes on. */
class SipEndpointTortureTest {

  private static EndpointFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  static Stream<TortureMessage> rfc4475() throws IOException {
    return TortureMessage.of("rfc4475.txt").stream();
  }

  @Test
  void everySectionOfRfc4475HasAMessage() throws Exception {
    assertThat(rfc4475().map(message -> message.name().split(" ")[0]).distinct())
        .containsExactly(
            Stream.of(
                    numbered("3.1.1.", 13),
                    numbered("3.1.2.", 19),
                    numbered("3.2.", 1),
                    numbered("3.3.", 15),
                    numbered("3.4.", 1))
                .flatMap(List::stream)
                .toArray(String[]::new));
  }

  private static List<String> numbered(String chapter, int last) {
    return Stream.iterate(1, n -> n + 1).limit(last).map(n -> chapter + n).toList();
  }

  static Stream<TortureMessage> rfc5118() throws IOException {
    return TortureMessage.of("rfc5118.txt").stream();
  }

  @Test
  void everySectionOfRfc5118HasAMessage() throws Exception {
    assertThat(rfc5118().map(message -> message.name().split(" ")[0]).distinct())
        .containsExactlyElementsOf(numbered("4.", 10));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rfc4475")
  void overUdp(TortureMessage message) throws Exception {
    overUdp(message, "127.0.0.1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rfc4475")
  void overTcp(TortureMessage message) throws Exception {
    overTcp(message, "127.0.0.1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rfc5118")
  void overUdpAndIpv6(TortureMessage message) throws Exception {
    overUdp(message, "::1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rfc5118")
  void overTcpAndIpv6(TortureMessage message) throws Exception {
    overTcp(message, "::1");
  }

  private static void overUdp(TortureMessage message, String host) throws Exception {
    try (var peer = new UdpPeer(host, fixture.port())) {
      peer.send(message.bytes(peer));
      assertThat(answers(peer, message.udp().size())).as(message.why()).isEqualTo(message.udp());
    }
  }

  private static void overTcp(TortureMessage message, String host) throws Exception {
    try (var peer = new TcpPeer(host, fixture.port())) {
      peer.send(message.bytes(peer));
      List<String> answers =
          message.tcp().contains("closed")
              ? untilClosed(peer)
              : answers(peer, message.tcp().size());
      assertThat(answers).as(message.why()).isEqualTo(message.tcp());
    }
    try (var next = new TcpPeer(host, fixture.port())) {
      new CallScript(next).establish();
    }
  }

  /**
   * Final responses to what was sent, each once; then the endpoint still answers the same peer.
   * Calls that were answered are acknowledged and ended.
   */
  private static List<String> answers(SipPeer peer, int expected) throws Exception {
    Map<String, SipText> finals = new LinkedHashMap<>();
    while (finals.size() < expected) {
      take(peer.receive(), finals);
    }
    var probe = new CallScript(peer);
    peer.send(probe.message("OPTIONS", 1, CallScript.newBranch(), "", ""));
    SipText answer = peer.receive();
    while (!answer.header("Call-ID").equals(probe.callId)) {
      take(answer, finals);
      answer = peer.receive();
    }
    assertThat(answer.status()).isEqualTo(200);
    for (SipText accepted : finals.values()) {
      if (accepted.status() == 200 && accepted.header("CSeq").endsWith("INVITE")) {
        hangUp(peer, accepted);
      }
    }
    return finals.values().stream().map(SipEndpointTortureTest::outcome).toList();
  }

  private static void take(SipText message, Map<String, SipText> finals) {
    if (message.status() >= 200 || message.status() == 0) {
      finals.putIfAbsent(message.header("CSeq") + message.firstLine(), message);
    }
  }

  private static String outcome(SipText message) {
    return message.status() == 0 ? "closed" : Integer.toString(message.status());
  }

  private static List<String> untilClosed(SipPeer peer) throws Exception {
    List<String> answers = new ArrayList<>();
    while (!answers.contains("closed")) {
      SipText message = peer.receive();
      if (message.status() == 0 || message.status() >= 200) {
        answers.add(outcome(message));
      }
    }
    return answers;
  }

  private static void hangUp(SipPeer peer, SipText accepted) throws Exception {
    String number = accepted.header("CSeq").split(" ")[0];
    peer.send(within(peer, accepted, number + " ACK"));
    peer.send(within(peer, accepted, Long.parseLong(number) + 1 + " BYE"));
    assertThat(peer.receive(message -> message.header("CSeq").endsWith("BYE")).status())
        .isEqualTo(200);
  }

  private static String within(SipPeer peer, SipText accepted, String sequence) {
    return sequence.split(" ")[1]
        + " "
        + accepted.contact()
        + " SIP/2.0\r\nVia: SIP/2.0/"
        + peer.transport()
        + " "
        + peer.self()
        + ";rport;branch="
        + CallScript.newBranch()
        + "\r\nMax-Forwards: 70\r\nFrom: "
        + accepted.header("From")
        + "\r\nTo: "
        + accepted.header("To")
        + "\r\nCall-ID: "
        + accepted.header("Call-ID")
        + "\r\nCSeq: "
        + sequence
        + "\r\nContent-Length: 0\r\n\r\n";
  }
}
