package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no call needs to see: RFC 3261 §8.2, §11, §16.3, and plain garbage. */
class SipEndpointRefusalTest {

  private EndpointFixture fixture;
  private UdpPeer peer;

  @BeforeEach
  void start() throws Exception {
    fixture = new EndpointFixture();
    peer = new UdpPeer("127.0.0.1", fixture.port());
  }

  @AfterEach
  void stop() {
    peer.close();
    fixture.close();
  }

  @Test
  void optionsTellWhatWeUnderstand() throws Exception {
    peer.send(outside("OPTIONS"));
    SipText ok = peer.receive();
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.header("Allow"))
        .isEqualTo("INVITE,ACK,CANCEL,BYE,OPTIONS,INFO,NOTIFY,UPDATE,PRACK");
    assertThat(ok.header("Accept")).isEqualTo("application/sdp");
    assertThat(ok.headers("Supported")).hasSize(1);
    assertThat(ok.toTag()).isNotEmpty();
    assertThat(ok.raw()).doesNotContain("Server:").doesNotContain("User-Agent");
  }

  @Test
  void optionsGetWhatAnInviteWouldGetWhereThereIsNoRoom() throws Exception {
    fixture.listener.takesCalls = false;
    peer.send(outside("OPTIONS"));
    SipText refusal = peer.receive();
    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.header("Retry-After")).isEqualTo("2");
    assertThat(fixture.count("OPTIONS 503")).isEqualTo(1);
  }

  @Test
  void aZeroMaxForwardsIsNoMatterForAnEndpoint() throws Exception {
    peer.send(outside("OPTIONS").replace("Max-Forwards: 70", "Max-Forwards: 0"));
    assertThat(peer.receive().status()).isEqualTo(200);
  }

  @Test
  void methodsWeDoNotServeGet405WithAllow() throws Exception {
    for (String method : List.of("REGISTER", "MESSAGE", "SUBSCRIBE", "REFER", "PUBLISH")) {
      peer.send(outside(method));
      SipText refusal = peer.receive();
      assertThat(refusal.status()).as(method).isEqualTo(405);
      assertThat(refusal.headers("Allow")).isNotEmpty();
    }
  }

  @Test
  void methodsNobodyKnowsGet501() throws Exception {
    peer.send(outside("NEWMETHOD"));
    assertThat(peer.receive().status()).isEqualTo(501);
    assertThat(fixture.count("other 501")).isEqualTo(1);
  }

  @Test
  void requestsOfNoDialogGet481() throws Exception {
    var call = new CallScript(peer);
    peer.send(call.cancel());
    assertThat(peer.receive().status()).isEqualTo(481);
    call.toTag = "unknown";
    for (String method : List.of("BYE", "INFO", "NOTIFY", "OPTIONS", "UPDATE", "PRACK")) {
      peer.send(call.next(method, "", ""));
      assertThat(peer.receive().status()).as(method).isEqualTo(481);
    }
    peer.send(call.reinvite(CallScript.OFFER));
    assertThat(peer.receive().status()).isEqualTo(481);
    call.toTag = "";
    peer.send(call.bye());
    assertThat(peer.receive().status()).isEqualTo(481);
  }

  @Test
  void aStrayAckIsCountedAndNotAnswered() throws Exception {
    var call = new CallScript(peer);
    call.toTag = "unknown";
    peer.send(call.ack(""));
    peer.send(outside("OPTIONS"));
    assertThat(peer.receive().header("CSeq")).isEqualTo("1 OPTIONS");
    assertThat(fixture.count("STRAY")).isEqualTo(1);
  }

  @Test
  void theAckOfAStatelessRefusalIsExpected() throws Exception {
    var call = new CallScript(peer);
    peer.send(call.invite("Require: precondition\r\n", CallScript.OFFER));
    call.toTag = peer.receive(420).toTag();
    peer.send(call.ackFailure());
    peer.send(outside("OPTIONS"));
    peer.receive(200);
    assertThat(fixture.count("STRAY")).isZero();
  }

  @Test
  void requiredExtensionsGet420NamingThem() throws Exception {
    peer.send(
        new CallScript(peer)
            .invite(
                "Require: 100rel, precondition, timer, foo\r\nRequire: bar\r\n", CallScript.OFFER));
    SipText refusal = peer.receive();
    assertThat(refusal.status()).isEqualTo(420);
    assertThat(refusal.header("Unsupported")).isEqualTo("precondition,foo,bar");
  }

  @Test
  void otherBodiesGet415WithAccept() throws Exception {
    peer.send(new CallScript(peer).invite("", "hello").replace("application/sdp", "text/plain"));
    SipText refusal = peer.receive();
    assertThat(refusal.status()).isEqualTo(415);
    assertThat(refusal.header("Accept")).isEqualTo("application/sdp");
    peer.send(new CallScript(peer).invite("Content-Encoding: gzip\r\n", "x"));
    assertThat(peer.receive().header("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void otherUriSchemesGet416() throws Exception {
    for (String uri : List.of("http://example.com", "sips:a@b", "urn:service:sos")) {
      var call = new CallScript(peer);
      call.target = uri;
      peer.send(call.invite());
      assertThat(peer.receive().status()).as(uri).isEqualTo(416);
    }
  }

  @Test
  void anotherVersionGets505() throws Exception {
    peer.send(outside("OPTIONS").replaceFirst(" SIP/2.0\r\n", " SIP/7.0\r\n"));
    assertThat(peer.receive().status()).isEqualTo(505);
  }

  @Test
  void malformedRequestsGet400() throws Exception {
    String good = new CallScript(peer).invite();
    for (String bad :
        List.of(
            good.replaceFirst("CSeq: 1 INVITE", "CSeq: 1 OPTIONS"),
            good.replaceFirst("CSeq: 1 INVITE", "CSeq: x INVITE"),
            good.replaceFirst("CSeq: 1 INVITE", "CSeq: 4294967296 INVITE"),
            good.replaceFirst("CSeq: .*\r\n", ""),
            good.replaceFirst("Call-ID: .*\r\n", ""),
            good.replaceFirst("From: .*\r\n", ""),
            good.replaceFirst("To: .*\r\n", ""),
            good.replaceFirst("From: .*\r\n", "From: \"unclosed <sip:caller>;tag=1\r\n"),
            good.replaceFirst("Contact: .*\r\n", ""),
            good.replaceFirst("Contact: .*\r\n", "Contact: <mailto:a@b>\r\n"),
            good.replaceFirst("Max-Forwards: 70", "Max-Forwards: many"),
            good.replaceFirst("Max-Forwards: 70", "Max-Forwards: 300"),
            good.replaceFirst("Content-Length: \\d+", "Content-Length: -1"),
            good.replaceFirst("Content-Length: \\d+", "Content-Length: 9999"),
            good.replaceFirst("Content-Length: \\d+", "Content-Length: 4294967296"),
            good.replaceFirst("Call-ID: ", "Content-Length: 5\r\nCall-ID: "),
            good.replaceFirst("Call-ID: ", "To: <sip:twice@b>\r\nCall-ID: "),
            good.replaceFirst("Call-ID: ", "X-Nul: a\0b\r\nCall-ID: "),
            good.replaceFirst("Call-ID: ", "X-Long: " + "x".repeat(5_000) + "\r\nCall-ID: "),
            good.replaceFirst("Call-ID: ", "X-Many: x\r\n".repeat(200) + "Call-ID: "),
            good.replaceFirst("Call-ID: ", "X-Deep: " + "(".repeat(2_000) + "\r\nCall-ID: "),
            good.replaceFirst("SIP/2.0/UDP", "SIP/2.0/TCP"))) {
      peer.send(bad);
      assertThat(peer.receive().status()).as(bad).isEqualTo(400);
    }
    assertThat(fixture.endpoint.activeCalls()).isZero();
    peer.send(good);
    assertThat(peer.receive().status()).isEqualTo(100);
  }

  @Test
  void unneededHeadersMayBeBroken() throws Exception {
    peer.send(
        new CallScript(peer)
            .invite("Date: yesterday\r\nWarning: what\r\nAccept: ;;\r\n", CallScript.OFFER));
    assertThat(peer.receive().status()).isEqualTo(100);
  }

  @Test
  void bytesAfterTheContentLengthAreIgnored() throws Exception {
    peer.send(new CallScript(peer).invite() + "trailing");
    peer.receive(200);
    fixture.listener.next();
    assertThat(fixture.listener.invite.facts().offer()).isEqualTo(CallScript.OFFER);
  }

  @Test
  void garbageIsDroppedAndTheEndpointGoesOn() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[1 + random.nextInt(900)];
      random.nextBytes(noise);
      peer.send(noise);
    }
    peer.send("INVITE");
    peer.send("\r\n\r\n");
    peer.send("SIP/2.0 200 OK\r\n\r\n");
    peer.send("INVITE sip:" + "a(".repeat(1_500) + " SIP/2.0\r\n\r\n");
    peer.send(outside("OPTIONS"));
    assertThat(peer.receive().status()).isEqualTo(200);
    assertThat(fixture.count("GARBAGE")).isGreaterThan(300);
  }

  @Test
  void oneMegabyteOfDatagramsIsDropped() throws Exception {
    byte[] big =
        ("INVITE sip:a@b SIP/2.0\r\n" + "x".repeat(60_000)).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 17; i++) {
      peer.send(big);
    }
    peer.send(outside("OPTIONS"));
    assertThat(peer.receive().status()).isEqualTo(200);
    assertThat(fixture.count("TOO_LARGE")).isPositive();
  }

  @Test
  void garbageOverTcpClosesThatConnectionOnly() throws Exception {
    try (var broken = new TcpPeer("127.0.0.1", fixture.port());
        var good = new TcpPeer("127.0.0.1", fixture.port())) {
      broken.send("INVITE nonsense\r\nVia: no\r\n\r\n");
      assertThat(broken.receive().firstLine()).startsWith("CLOSED");
      good.send(new CallScript(good).invite());
      assertThat(good.receive().status()).isEqualTo(100);
    }
  }

  @Test
  void refusalsOverTcpUseTheConnection() throws Exception {
    try (var tcp = new TcpPeer("127.0.0.1", fixture.port())) {
      tcp.send(new CallScript(tcp).message("FETCH", 1, CallScript.newBranch(), "", ""));
      assertThat(tcp.receive().status()).isEqualTo(501);
      tcp.send(new CallScript(tcp).message("OPTIONS", 1, CallScript.newBranch(), "", ""));
      assertThat(tcp.receive().status()).isEqualTo(200);
    }
  }

  @Test
  void moreCallsThanAllowedGet503AndLeaveTheOthers() throws Exception {
    try (var full = new EndpointFixture(EndpointFixture.atMost(1), IncomingInvite::ring);
        var caller = new UdpPeer("127.0.0.1", full.port())) {
      var first = new CallScript(caller);
      caller.send(first.invite());
      caller.receive(180);
      caller.send(new CallScript(caller).invite());
      SipText refusal = caller.receive();
      assertThat(refusal.status()).isEqualTo(503);
      assertThat(refusal.header("Retry-After")).isEqualTo("2");
      full.listener.invite.accept(RecordingListener.ANSWER);
      first.answered();
      caller.send(first.ack(""));
      assertThat(full.endpoint.activeCalls()).isEqualTo(1);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (DatagramSocket udp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> endpointOn(udp.getLocalPort()).start())
          .isInstanceOf(SipStartException.class)
          .hasMessageContaining("talkspurt.sip.port")
          .hasMessageContaining("UDP 127.0.0.1 port " + udp.getLocalPort())
          .hasMessageContaining("in use");
    }
    try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> endpointOn(tcp.getLocalPort()).start())
          .hasMessageContaining("TCP 127.0.0.1 port " + tcp.getLocalPort());
    }
  }

  private static SipEndpoint endpointOn(int port) {
    SipSettings base = SipSettings.defaults();
    var settings =
        new SipSettings(
            "127.0.0.1",
            port,
            null,
            base.sources(),
            base.callers(),
            false,
            base.maxMessageSizeBytes(),
            base.maxCalls(),
            base.limits(),
            base.idleConnection(),
            base.timerT1(),
            base.maxRinging(),
            base.sessionTimer(),
            null);
    return new SipEndpoint(settings, RecordingListener.accepting(Runnable::run), SipMeters.NONE);
  }

  private String outside(String method) {
    return new CallScript(peer).message(method, 1, CallScript.newBranch(), "", "");
  }
}
