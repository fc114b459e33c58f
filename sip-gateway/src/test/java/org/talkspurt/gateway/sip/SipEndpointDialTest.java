package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that we begin (RFC 3261 §9.1, §13.2, §17.1.1). */
class SipEndpointDialTest {

  @Test
  void anAnsweredCallIsAcknowledgedAndHungUp() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      SipDialog dialog = CalleeScript.dial(fixture, callee.call());
      SipText invite = callee.invited();
      assertThat(invite.firstLine()).isEqualTo("INVITE sip:bob@" + peer.self() + " SIP/2.0");
      assertThat(invite.header("From"))
          .startsWith("\"The Clinic\" <sip:+15550100@clinic.example>;tag=");
      assertThat(invite.header("Contact")).isEqualTo("<sip:127.0.0.1:" + fixture.port() + ">");
      assertThat(invite.body()).isEqualTo(CallScript.OFFER);
      assertThat(invite.raw()).doesNotContain("User-Agent").doesNotContain("Route:");
      callee.respond(100, "", "", "");
      callee.respond(180, "a", callee.contact(), "");
      callee.answer("a");
      SipText ack = peer.receive("ACK");
      assertThat(ack.header("CSeq")).isEqualTo("1 ACK");
      assertThat(ack.header("To")).endsWith(";tag=a");
      assertThat(ack.header("Via")).isNotEqualTo(invite.header("Via"));
      assertThat(fixture.listener.next()).isEqualTo("ringing 180");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
      dialog.bye();
      SipText bye = peer.receive("BYE");
      assertThat(bye.header("CSeq")).isEqualTo("2 BYE");
      assertThat(bye.header("To")).endsWith(";tag=a");
      peer.reply(bye, 200, "");
      assertThat(fixture.listener.isQuiet()).isTrue();
      assertThat(fixture.endpoint.activeCalls()).isZero();
      assertThat(fixture.count("dialled 200")).isEqualTo(1);
      fixture.awaitCount("disconnected true");
    }
  }

  @Test
  void everyRepeatedAnswerIsAcknowledgedAgain() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      SipText first = callee.establish(fixture);
      for (int i = 0; i < 3; i++) {
        callee.answer("a");
        assertThat(peer.receive("ACK")).isEqualTo(first);
      }
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
      fixture.listener.dialog.bye();
      peer.reply(peer.receive("BYE"), 200, "");
      callee.answer("a"); // it did not get the ACK, and the BYE is on its way
      assertThat(peer.receive("ACK")).isEqualTo(first);
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void aSecondPhoneThatAnswersIsHungUp() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      callee.establish(fixture);
      callee.answer("b");
      assertThat(peer.receive("ACK").header("To")).endsWith(";tag=b");
      SipText bye = peer.receive("BYE");
      assertThat(bye.header("To")).endsWith(";tag=b");
      peer.reply(bye, 200, "");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
      peer.send(callee.request("BYE", "", ""));
      peer.receive(200);
      assertThat(fixture.listener.next()).isEqualTo("bye");
    }
  }

  @Test
  void theAnswerOfAnEarlyDialogCountsWhereThe200HasNone() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call());
      callee.invited();
      callee.respond(183, "a", callee.contact(), CalleeScript.ANSWER);
      assertThat(fixture.listener.next()).isEqualTo("ringing 183");
      callee.respond(200, "a", callee.contact(), "");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    }
  }

  @Test
  void theRouteOfTheDialogIsTheReversedRecordRoute() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      SipDialog dialog = CalleeScript.dial(fixture, callee.call());
      callee.invited();
      callee.respond(
          200,
          "a",
          "Record-Route: <sip:192.0.2.9;lr>, <sip:"
              + peer.self()
              + ";lr>\r\nContact: <sip:bob@192.0.2.77>\r\n",
          CalleeScript.ANSWER);
      SipText ack = peer.receive("ACK");
      assertThat(ack.firstLine()).isEqualTo("ACK sip:bob@192.0.2.77 SIP/2.0");
      assertThat(String.join(",", ack.headers("Route")).replace(" ", ""))
          .isEqualTo("<sip:" + peer.self() + ";lr>,<sip:192.0.2.9;lr>");
      dialog.bye();
      assertThat(peer.receive("BYE").firstLine()).isEqualTo("BYE sip:bob@192.0.2.77 SIP/2.0");
    }
  }

  private static List<String> routes(String... serviceRoute) throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      OutgoingCall direct = callee.call();
      CalleeScript.dial(
          fixture,
          new OutgoingCall(
              direct.sipCallId(),
              direct.targetUri(),
              direct.caller(),
              direct.hops(),
              new SipDestination("proxy.example", 5070, SipTransport.UDP),
              List.of(serviceRoute),
              direct.localAddress(),
              direct.offer(),
              direct.ringTimeout(),
              direct.credentials(),
              direct.redirectTargets()));
      return callee.invited().headers("Route");
    }
  }

  @Test
  void theRegistrarsRouteFollowsTheProxyUnlessItBeginsThere() throws Exception {
    assertThat(String.join(",", routes("sip:edge.example;lr", "sip:core.example;lr")))
        .isEqualTo("<sip:proxy.example:5070;lr>,<sip:edge.example;lr>,<sip:core.example;lr>");
    assertThat(String.join(",", routes("sip:Proxy.example:5070;lr", "sip:core.example;lr")))
        .isEqualToIgnoringCase("<sip:proxy.example:5070;lr>,<sip:core.example;lr>");
  }

  @Test
  void anOutboundProxyStandsInTheRoute() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      OutgoingCall direct = callee.call();
      CalleeScript.dial(
          fixture,
          new OutgoingCall(
              direct.sipCallId(),
              "sip:15550199@carrier.example",
              direct.caller(),
              direct.hops(),
              new SipDestination("proxy.example", 5070, SipTransport.UDP),
              direct.route(),
              direct.localAddress(),
              direct.offer(),
              direct.ringTimeout(),
              direct.credentials(),
              direct.redirectTargets()));
      SipText invite = callee.invited();
      assertThat(invite.firstLine()).isEqualTo("INVITE sip:15550199@carrier.example SIP/2.0");
      assertThat(invite.header("Route")).isEqualTo("<sip:proxy.example:5070;lr>");
    }
  }

  @Test
  void anOutboundCallIsADialogLikeAnyOther() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      callee.establish(fixture);
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
      peer.send(callee.request("INVITE", "", CallScript.OFFER + "a=sendonly\r\n"));
      SipText ok = peer.receive(200);
      assertThat(fixture.listener.next()).isEqualTo("reinvite");
      peer.send(callee.request("ACK", "", "").replace("CSeq: 2", "CSeq: 1"));
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      assertThat(ok.body()).isEqualTo(RecordingListener.ANSWER);
      peer.send(
          callee
              .request("INFO", "Content-Type: application/dtmf\r\n", "5")
              .replace(callee.contact() + "Content-Type: application/sdp\r\n", ""));
      peer.receive(200);
      assertThat(fixture.listener.next()).isEqualTo("info digit 5");
      fixture.listener.dialog.refer("sip:reception@example.com");
      SipText refer = peer.receive("REFER");
      assertThat(refer.header("Referred-By")).isEqualTo("<sip:+15550100@clinic.example>");
      peer.reply(refer, 603, "");
      assertThat(fixture.listener.next()).isEqualTo("transfer failed 603");
      peer.send(callee.request("BYE", "", ""));
      peer.receive(200);
      assertThat(fixture.listener.next()).isEqualTo("bye");
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "486, BUSY",
    "600, BUSY",
    "603, DECLINED",
    "404, NOT_FOUND",
    "480, UNAVAILABLE",
    "302, REDIRECTED",
    "401, NOT_AUTHORIZED",
    "407, NOT_AUTHORIZED",
    "488, INCOMPATIBLE",
    "422, REFUSED",
    "503, REFUSED"
  })
  void aRefusalSaysWhy(int status, String cause) throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call());
      callee.invited();
      callee.refuse(status, "Contact: <sip:bob@192.0.2.77>\r\n");
      assertThat(fixture.listener.next()).isEqualTo("not answered: " + cause + " " + status);
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }

  @Test
  void aCallThatRingsIsCancelled() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      SipDialog dialog = CalleeScript.dial(fixture, callee.call());
      SipText invite = callee.invited();
      callee.respond(180, "a", "", "");
      assertThat(fixture.listener.next()).isEqualTo("ringing 180");
      dialog.bye();
      SipText cancel = peer.receive("CANCEL");
      assertThat(cancel.header("Via")).isEqualTo(invite.header("Via"));
      assertThat(cancel.header("CSeq")).isEqualTo("1 CANCEL");
      peer.reply(cancel, 200, "");
      callee.refuse(487, "");
      fixture.awaitNoCall();
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void aCancelWaitsForAProvisionalResponse() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      SipDialog dialog = CalleeScript.dial(fixture, callee.call());
      callee.invited();
      dialog.bye();
      assertThat(peer.receive().isRequest("INVITE")).as("repeated, not cancelled").isTrue();
      callee.respond(100, "", "", "");
      peer.reply(peer.receive("CANCEL"), 200, "");
      callee.refuse(487, "");
      fixture.awaitNoCall();
    }
  }

  @Test
  void anAnswerThatCrossesTheCancelIsHungUp() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      SipDialog dialog = CalleeScript.dial(fixture, callee.call());
      callee.invited();
      callee.respond(180, "a", "", "");
      assertThat(fixture.listener.next()).isEqualTo("ringing 180");
      dialog.bye();
      peer.receive("CANCEL");
      callee.answer("a");
      peer.receive("ACK");
      peer.reply(peer.receive("BYE"), 200, "");
      fixture.awaitNoCall();
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void aCalleeThatNeverEndsACancelledInviteIsForgotten() throws Exception {
    try (var fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      SipDialog dialog = CalleeScript.dial(fixture, callee.call());
      callee.invited();
      callee.respond(180, "a", "", "");
      assertThat(fixture.listener.next()).isEqualTo("ringing 180");
      dialog.bye();
      peer.receive("CANCEL");
      fixture.awaitNoCall();
    }
  }

  @Test
  void aPhoneThatRingsTooLongIsCancelled() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call(Duration.ofMillis(300), _ -> false));
      callee.invited();
      callee.respond(180, "a", "", "");
      assertThat(fixture.listener.next()).isEqualTo("ringing 180");
      assertThat(fixture.listener.next()).isEqualTo("not answered: NO_ANSWER 0");
      peer.reply(peer.receive("CANCEL"), 200, "");
      callee.refuse(487, "");
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void whoSaysNothingAtAllIsGivenUpAfter64T1() throws Exception {
    try (var fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call());
      callee.invited();
      assertThat(fixture.listener.next()).isEqualTo("not answered: NO_RESPONSE 0");
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }

  @Test
  void theNextHopIsTriedWhereOneIsOutOfService() throws Exception {
    try (var fixture = new EndpointFixture();
        var first = new UdpPeer("127.0.0.1", fixture.port());
        var second = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(first);
      NextHop closed =
          new NextHop(
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9), SipTransport.TCP);
      CalleeScript.dial(
          fixture,
          withHops(
              callee.call(), List.of(closed, CalleeScript.hop(first), CalleeScript.hop(second))));
      callee.invited();
      callee.refuse(503, "");
      var other = new CalleeScript(second);
      assertThat(other.invited().header("CSeq")).isEqualTo("3 INVITE");
      other.answer("a");
      second.receive("ACK");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    }
  }

  /** Two servers, the first of which says nothing for 4 s. */
  private static void dialBoth(
      EndpointFixture fixture, ManualTimers timers, CalleeScript silent, CalleeScript other)
      throws Exception {
    CalleeScript.dial(
        fixture,
        withHops(
            silent.call(), List.of(CalleeScript.hop(silent.peer), CalleeScript.hop(other.peer))));
    silent.invited();
    timers.awaitAlarmIn(Duration.ofSeconds(4));
    timers.advance(Duration.ofSeconds(4));
    assertThat(other.invited().header("CSeq")).isEqualTo("2 INVITE");
  }

  @Test
  void theNextHopIsTriedWhereOneKeepsSilent() throws Exception {
    var timers = new ManualTimers();
    try (var fixture = EndpointFixture.timedBy(timers);
        var first = new UdpPeer("127.0.0.1", fixture.port());
        var second = new UdpPeer("127.0.0.1", fixture.port())) {
      var silent = new CalleeScript(first);
      var other = new CalleeScript(second);
      dialBoth(fixture, timers, silent, other);
      silent.respond(180, "s", silent.contact(), ""); // too late
      assertThat(first.receive("CANCEL").header("CSeq")).isEqualTo("1 CANCEL");
      silent.refuse(487, "");
      other.answer("a");
      assertThat(second.receive("ACK").header("CSeq")).isEqualTo("2 ACK");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
    }
  }

  @Test
  void whereTheSilentHopAnswersAfterAllTheOtherIsCancelled() throws Exception {
    var timers = new ManualTimers();
    try (var fixture = EndpointFixture.timedBy(timers);
        var first = new UdpPeer("127.0.0.1", fixture.port());
        var second = new UdpPeer("127.0.0.1", fixture.port())) {
      var silent = new CalleeScript(first);
      var other = new CalleeScript(second);
      dialBoth(fixture, timers, silent, other);
      other.respond(180, "b", other.contact(), "");
      assertThat(fixture.listener.next()).isEqualTo("ringing 180");
      silent.answer("a");
      assertThat(first.receive("ACK").header("CSeq")).isEqualTo("1 ACK");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
      assertThat(second.receive("CANCEL").header("CSeq")).isEqualTo("2 CANCEL");
      other.refuse(487, "");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
      first.send(silent.request("BYE", "", ""));
      first.receive(200);
      assertThat(fixture.listener.next()).isEqualTo("bye");
    }
  }

  @Test
  void aHopThatWasHeardIsWaitedFor() throws Exception {
    var timers = new ManualTimers();
    try (var fixture = EndpointFixture.timedBy(timers);
        var first = new UdpPeer("127.0.0.1", fixture.port());
        var second = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(first);
      CalleeScript.dial(
          fixture,
          withHops(callee.call(), List.of(CalleeScript.hop(first), CalleeScript.hop(second))));
      callee.invited();
      callee.respond(180, "a", callee.contact(), "");
      assertThat(fixture.listener.next()).isEqualTo("ringing 180");
      timers.advance(Duration.ofSeconds(4));
      callee.answer("a");
      first.receive("ACK");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
      assertThat(second.inbox).isEmpty();
    }
  }

  @Test
  void aTargetThatCannotBeConnectedIsAFailureOfTransport() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      NextHop closed =
          new NextHop(
              new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9), SipTransport.TCP);
      CalleeScript.dial(fixture, withHops(new CalleeScript(peer).call(), List.of(closed)));
      assertThat(fixture.listener.next()).isEqualTo("not answered: TRANSPORT 0");
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }

  private static OutgoingCall withHops(OutgoingCall call, List<NextHop> hops) {
    return new OutgoingCall(
        call.sipCallId(),
        call.targetUri(),
        call.caller(),
        hops,
        call.proxy(),
        call.route(),
        call.localAddress(),
        call.offer(),
        call.ringTimeout(),
        call.credentials(),
        call.redirectTargets());
  }

  /** By a proxy, and then by who is called. */
  private static CalleeScript challengedTwice(EndpointFixture fixture, UdpPeer peer)
      throws Exception {
    var callee = new CalleeScript(peer);
    CalleeScript.dial(fixture, callee.call());
    callee.invited();
    callee.refuse(407, "Proxy-Authenticate: Digest realm=\"edge\", nonce=\"p1\", qop=\"auth\"\r\n");
    callee.invited();
    callee.refuse(401, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"w1\", qop=\"auth\"\r\n");
    return callee;
  }

  /** RFC 3261 §22.3. */
  @Test
  void challengesOfTwoServersAreBothAnswered() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      CalleeScript callee = challengedTwice(fixture, peer);
      SipText third = callee.invited();
      assertThat(third.header("Proxy-Authorization"))
          .contains("realm=\"edge\"", "nonce=\"p1\"", "nc=00000002");
      assertThat(third.header("Authorization"))
          .contains("realm=\"pbx\"", "nonce=\"w1\"", "nc=00000001");
      callee.answer("a");
      SipText ack = peer.receive("ACK");
      assertThat(ack.header("Proxy-Authorization")).isEqualTo(third.header("Proxy-Authorization"));
      assertThat(ack.header("Authorization")).isEqualTo(third.header("Authorization"));
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    }
  }

  @Test
  void aSecondServerMayNotBelieveThePassword() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      CalleeScript callee = challengedTwice(fixture, peer);
      callee.invited();
      callee.refuse(401, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"w2\", qop=\"auth\"\r\n");
      assertThat(fixture.listener.next()).isEqualTo("not answered: NOT_AUTHORIZED 401");
    }
  }

  @Test
  void aRedirectionIsFollowedWhereItMay() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port());
        var other = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call(Duration.ofSeconds(20), "ann@127.0.0.1"::equals));
      SipText first = callee.invited();
      callee.refuse(
          302,
          "Contact: <sip:premium@127.0.0.1>;q=1.0, <sip:ann@"
              + other.self()
              + ";method=BYE?Subject=x>;q=0.5\r\n");
      var ann = new CalleeScript(other);
      SipText second = ann.invited();
      ann.refuse(401, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\"\r\n");
      assertThat(fixture.listener.next())
          .as("our password is not for everybody")
          .isEqualTo("not answered: NOT_AUTHORIZED 401");
      assertThat(second.firstLine()).isEqualTo("INVITE sip:ann@" + other.self() + " SIP/2.0");
      assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
      assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
      assertThat(second.raw()).doesNotContain("Subject");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";transport=udp", ";transport=UDP"})
  void aRedirectionMayNameItsTransport(String transport) throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port());
        var other = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call(Duration.ofSeconds(20), "ann@127.0.0.1"::equals));
      callee.invited();
      callee.refuse(302, "Contact: <sip:ann@" + other.self() + transport + ">\r\n");
      var ann = new CalleeScript(other);
      ann.invited();
      ann.answer("a");
      other.receive("ACK");
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, WWW-Authenticate, Authorization",
    "407, Proxy-Authenticate, Proxy-Authorization"
  })
  void aChallengeIsAnsweredAndItsAnswerAcknowledged(int status, String asked, String answered)
      throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call());
      assertThat(callee.invited().header(answered)).isEmpty();
      callee.refuse(status, asked + ": Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"\r\n");
      SipText second = callee.invited();
      assertThat(second.header("CSeq")).isEqualTo("2 INVITE");
      assertThat(second.header(answered)).contains("username=\"clinic\"", "nonce=\"n1\"");
      assertThat(second.raw()).doesNotContain("zanzibar");
      callee.answer("a");
      SipText ack = peer.receive("ACK");
      assertThat(ack.header("CSeq")).isEqualTo("2 ACK");
      assertThat(ack.header(answered)).isEqualTo(second.header(answered));
      assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    }
  }

  @Test
  void aPasswordThatIsNotBelievedIsNotOfferedAgain() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call());
      for (String nonce : List.of("n1", "n2")) {
        callee.invited();
        callee.refuse(
            401,
            "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"" + nonce + "\", qop=\"auth\"\r\n");
      }
      assertThat(fixture.listener.next()).isEqualTo("not answered: NOT_AUTHORIZED 401");
    }
  }

  @Test
  void aRedirectionMayLeadToAnotherPortOfTheSameHost() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port());
        var other = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call(Duration.ofSeconds(20), "bob@127.0.0.1"::equals));
      callee.invited();
      callee.refuse(302, "Contact: <sip:bob@" + other.self() + ">\r\n");
      var elsewhere = new CalleeScript(other);
      elsewhere.invited();
      elsewhere.refuse(302, callee.contact()); // where it was
      assertThat(fixture.listener.next()).isEqualTo("not answered: REDIRECTED 302");
    }
  }

  @Test
  void redirectionsHaveAnEnd() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call(Duration.ofSeconds(20), _ -> true));
      for (int i = 0; i <= Redirections.MAX_REDIRECTIONS; i++) {
        callee.invited();
        callee.refuse(302, "Contact: <sip:next" + i + "@" + peer.self() + ">\r\n");
      }
      assertThat(fixture.listener.next()).isEqualTo("not answered: REDIRECTED 302");
    }
  }

  @Test
  void aCalleeThatLeadsInACircleIsNotFollowed() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      CalleeScript.dial(fixture, callee.call(Duration.ofSeconds(20), _ -> true));
      callee.invited();
      callee.refuse(302, "Contact: <sip:bob@" + peer.self() + ">\r\n");
      assertThat(fixture.listener.next()).isEqualTo("not answered: REDIRECTED 302");
    }
  }

  @Test
  void moreAnswersThanAProxyForksAreLeftAlone() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      callee.establish(fixture);
      for (int i = 1; i < Answers.MAX_ANSWERS; i++) {
        callee.answer("fork" + i);
        peer.receive("ACK");
        peer.reply(peer.receive("BYE"), 200, "");
      }
      callee.answer("one-too-many");
      callee.answer("a");
      assertThat(peer.receive("ACK").header("To")).endsWith(";tag=a");
      assertThat(fixture.count("OVERLOAD")).isEqualTo(1);
    }
  }

  @Test
  void anAnswerToNothingIsStray() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var callee = new CalleeScript(peer);
      callee.establish(fixture);
      SipText own = callee.invite;
      callee.invite =
          new SipText(own.raw().replace(";tag=", ";tag=x").replace("z9hG4bK", "z9hG4bKx"));
      callee.answer("a");
      callee.invite = own;
      callee.answer("a");
      assertThat(peer.receive("ACK").header("From")).isEqualTo(own.header("From"));
      assertThat(fixture.count("STRAY")).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoSipUriIsNotDialled() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      OutgoingCall call = new CalleeScript(peer).call();
      for (String bad : List.of("tel:+15550199", "sips:bob@127.0.0.1", "bob", "sip:a@b\r\nX: y")) {
        assertThatThrownBy(() -> CalleeScript.dial(fixture, to(call, bad)))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }

  private static OutgoingCall to(OutgoingCall call, String target) {
    return new OutgoingCall(
        call.sipCallId(),
        target,
        call.caller(),
        call.hops(),
        call.proxy(),
        call.route(),
        call.localAddress(),
        call.offer(),
        call.ringTimeout(),
        call.credentials(),
        call.redirectTargets());
  }
}
