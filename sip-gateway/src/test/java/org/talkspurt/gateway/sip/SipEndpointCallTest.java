package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls as they should go, and as they may. */
class SipEndpointCallTest {

  @Test
  void answersAnInviteWith100And200AndTakesTheBye() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      SipText trying = peer.receive();
      assertThat(trying.status()).isEqualTo(100);
      assertThat(trying.header("Via")).contains("rport=").contains("received=127.0.0.1");
      SipText ok = call.answered();
      assertThat(ok.body()).isEqualTo(RecordingListener.ANSWER);
      assertThat(ok.contact()).isEqualTo("sip:127.0.0.1:" + fixture.port());
      assertThat(ok.header("Allow")).contains("INVITE");
      assertThat(ok.header("Content-Type")).isEqualTo("application/sdp");
      assertThat(ok.raw()).doesNotContain("User-Agent").doesNotContain("Server:");
      peer.send(call.ack(""));
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      peer.send(call.bye());
      assertThat(peer.receive().status()).isEqualTo(200);
      assertThat(fixture.listener.next()).isEqualTo("bye");
      assertThat(fixture.endpoint.activeCalls()).isZero();
      assertThat(fixture.count("answered")).isEqualTo(1);
    }
  }

  @Test
  void answersOverTheSameTcpConnectionAndHangsUpOverIt() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new TcpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      SipText ok = call.establish();
      assertThat(ok.contact()).isEqualTo("sip:127.0.0.1:" + fixture.port() + ";transport=tcp");
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      fixture.listener.dialog.bye();
      SipText bye = peer.receive("BYE");
      assertThat(bye.header("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + fixture.port());
      peer.reply(bye, 200, "");
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }

  @Test
  void worksOverIpv6() throws Exception {
    for (boolean tcp : new boolean[] {false, true}) {
      try (var fixture = new EndpointFixture();
          SipPeer peer =
              tcp ? new TcpPeer("::1", fixture.port()) : new UdpPeer("::1", fixture.port())) {
        var call = new CallScript(peer);
        SipText ok = call.establish();
        assertThat(ok.contact()).startsWith("sip:[0:0:0:0:0:0:0:1]:" + fixture.port());
        assertThat(fixture.listener.next()).isEqualTo("invite");
        assertThat(fixture.listener.invite.facts().mediaAddress().isLoopbackAddress()).isTrue();
        assertThat(fixture.listener.next()).isEqualTo("acknowledged");
        fixture.listener.dialog.bye();
        peer.reply(peer.receive("BYE"), 200, "");
      }
    }
  }

  @Test
  void hangsUpWithAByeThatTheDialogDescribes() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(
          call.invite(
              "Record-Route: <sip:127.0.0.1:"
                  + peer.self().substring(peer.self().indexOf(':') + 1)
                  + ";lr>, <sip:p2.example.com;lr>\r\n",
              CallScript.OFFER));
      SipText ok = call.answered();
      assertThat(ok.headers("Record-Route")).isNotEmpty();
      peer.send(call.ack(""));
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.dialog.bye();
      SipText bye = peer.receive("BYE");
      assertThat(bye.firstLine()).isEqualTo("BYE sip:caller@" + peer.self() + " SIP/2.0");
      assertThat(String.join(",", bye.headers("Route")))
          .startsWith("<sip:" + peer.self() + ";lr>")
          .endsWith("<sip:p2.example.com;lr>");
      assertThat(bye.header("From")).endsWith("tag=" + call.toTag);
      assertThat(bye.header("To")).endsWith("tag=" + call.fromTag);
      assertThat(bye.header("Call-ID")).isEqualTo(call.callId);
      peer.reply(bye, 200, "");
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  /** RFC 3261 §12.2.1.1: it is what the request is for; the peer comes last. */
  @Test
  void aStrictRouterGetsTheRequestForItself() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      String routes =
          "Record-Route: <sip:" + peer.self() + ">, <sip:p2.example.com;lr>\r\n"; // no ;lr
      peer.send(call.invite(routes, CallScript.OFFER));
      call.answered();
      peer.send(call.ack(""));
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.dialog.bye();
      SipText bye = peer.receive("BYE");
      assertThat(bye.firstLine()).isEqualTo("BYE sip:" + peer.self() + " SIP/2.0");
      assertThat(String.join(",", bye.headers("Route")).replace(" ", ""))
          .isEqualTo("<sip:p2.example.com;lr>,<sip:caller@" + peer.self() + ">");
      peer.reply(bye, 200, "");
    }
  }

  @Test
  void callsThatStandAreServedWhileNoNewOnesAreTaken() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.takesCalls = false;
      peer.send(call.reinvite(CallScript.OFFER));
      assertThat(peer.receive(200).body()).isEqualTo(RecordingListener.ANSWER);
      peer.send(call.ack(""));
      assertThat(fixture.listener.next()).isEqualTo("reinvite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      peer.send(
          call.next(
              "INFO", "Content-Type: application/dtmf-relay\r\n", "Signal=5\r\nDuration=160\r\n"));
      peer.receive(message -> message.status() == 200 && message.header("CSeq").endsWith("INFO"));
      assertThat(fixture.listener.next()).isEqualTo("info digit 5");
    }
  }

  @Test
  void ringsBeforeItAnswers() throws Exception {
    try (var fixture =
            EndpointFixture.answering(
                call -> {
                  call.ring();
                  call.accept(RecordingListener.ANSWER);
                });
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      assertThat(peer.receive().status()).isEqualTo(100);
      SipText ringing = peer.receive();
      assertThat(ringing.status()).isEqualTo(180);
      assertThat(call.answered().toTag()).isEqualTo(ringing.toTag());
      peer.send(call.ack(""));
    }
  }

  @Test
  void refusesWithStatusReasonAndRetryAfter() throws Exception {
    try (var fixture =
            EndpointFixture.answering(
                call -> call.reject(503, "Machine full", Duration.ofSeconds(7)));
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      SipText refusal = peer.receive(503);
      assertThat(refusal.firstLine()).isEqualTo("SIP/2.0 503 Machine full");
      assertThat(refusal.header("Retry-After")).isEqualTo("7");
      assertThat(peer.receive().status()).as("repeated until ACK").isEqualTo(503);
      peer.send(call.ackFailure());
      assertThat(fixture.endpoint.activeCalls()).isZero();
      assertThat(fixture.count("INVITE 503")).isEqualTo(1);
    }
  }

  @Test
  void handsOverTheFactsOfTheInviteAsCleanData() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.target = "sip:%2B49%20123;phone-context=x@127.0.0.1;user=phone";
      String invite =
          call.invite("", CallScript.OFFER).replace("\"Caller\"", "\"Eve \u202Etxt\u001B[31m\"");
      peer.send(invite.replaceFirst("Content-Length: .*\r\n", ""));
      fixture.listener.next();
      InviteFacts facts = fixture.listener.invite.facts();
      assertThat(facts.calledUser()).isEqualTo("+49 123");
      assertThat(facts.callerUser()).isEqualTo("caller");
      assertThat(facts.callerName()).isEqualTo("Eve txt[31m");
      assertThat(facts.sipCallId()).isEqualTo(call.callId);
      assertThat(facts.transport()).isEqualTo(SipTransport.UDP);
      assertThat(facts.source().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
      assertThat(facts.mediaAddress().getHostAddress()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aRegisteredAccountIsNotTheNumberThatWasDialled() throws Exception {
    try (var fixture = new EndpointFixture();
        var registrar = new UdpPeer("127.0.0.1", fixture.port());
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      fixture.endpoint.register(
          new RegistrationSettings(
              "carrier",
              "example.net",
              new SipDestination(
                  "127.0.0.1", Integer.parseInt(registrar.self().split(":")[1]), SipTransport.UDP),
              new SipCredentials("bot", "secret"),
              Duration.ofMinutes(5),
              Duration.ofHours(1)));
      registrar.receive("REGISTER");
      for (String[] expected :
          new String[][] {
            {"sip:bot@127.0.0.1", "", "echo"}, // To
            {"sip:bot@127.0.0.1", "P-Called-Party-ID: <sip:+1555;npdi@a>\r\n", "+1555"},
            {"sip:100@127.0.0.1", "P-Called-Party-ID: <sip:+1555@a>\r\n", "100"}
          }) {
        var call = new CallScript(peer);
        call.target = expected[0];
        peer.send(call.invite(expected[1], CallScript.OFFER));
        call.answered();
        assertThat(fixture.listener.next()).isEqualTo("invite");
        assertThat(fixture.listener.invite.facts().dialledUser()).isEqualTo(expected[2]);
        peer.send(call.ack(""));
        assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      }
    }
  }

  @Test
  void readsWhoItIsByTheWordOfOthers() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      String headers =
          "P-Asserted-Identity: \"Ann\" <sip:+4930555@edge.example>, <tel:+4930555>\r\n"
              + "Remote-Party-ID: <sip:+4930555@edge.example>;party=calling\r\n"
              + "Diversion: <sip:100@edge.example>;reason=no-answer\r\n"
              + "X-Account: 47\u001B[31m11\r\nX-Account: 2\r\nSubject: none\r\n";
      peer.send(new CallScript(peer).invite(headers, CallScript.OFFER));
      fixture.listener.next();
      InviteFacts facts = fixture.listener.invite.facts();
      assertThat(facts.assertedUser()).isEqualTo("+4930555");
      assertThat(facts.headers())
          .isEqualTo(
              Map.of(
                  "p-asserted-identity",
                  "\"Ann\" <sip:+4930555@edge.example>",
                  "remote-party-id",
                  "<sip:+4930555@edge.example>;party=calling",
                  "diversion",
                  "<sip:100@edge.example>;reason=no-answer",
                  "x-account",
                  "47[31m11"));
    }
  }

  @Test
  void manyHeadersOfAStrangerAreNotKept() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var headers = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        headers.append("X-").append(i).append(": 1\r\n");
      }
      peer.send(new CallScript(peer).invite(headers.toString(), CallScript.OFFER));
      fixture.listener.next();
      assertThat(fixture.listener.invite.facts().headers()).hasSize(32);
    }
  }

  @Test
  void understandsTelUrisAndCompactForms() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.target = "tel:+4930123456";
      peer.send(
          call.invite()
              .replace("Via:", "v:")
              .replace("From:", "f:")
              .replace("To:", "t:")
              .replace("Call-ID:", "i:")
              .replace("Contact:", "m:")
              .replace("Content-Type:", "c:")
              .replace("Content-Length:", "l:"));
      call.answered();
      peer.send(call.ack(""));
      fixture.listener.next();
      InviteFacts facts = fixture.listener.invite.facts();
      assertThat(facts.calledUser()).isEqualTo("+4930123456");
      assertThat(facts.offer()).isEqualTo(CallScript.OFFER);
    }
  }

  @Test
  void findsTheOfferInAMultipartBody() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      String body =
          "--b1\r\nContent-Type: application/isup\r\n\r\nxx\r\n--b1\r\n"
              + "Content-Type: application/sdp\r\n\r\n"
              + CallScript.OFFER
              + "\r\n--b1--\r\n";
      peer.send(
          call.invite("", body)
              .replace(
                  "application/sdp\r\nContent-Length",
                  "multipart/mixed;boundary=b1\r\nContent-Length"));
      call.answered();
      fixture.listener.next();
      assertThat(fixture.listener.invite.facts().offer()).startsWith("v=0").contains("m=audio");
    }
  }

  @Test
  void makesTheOfferWhereTheInviteHasNoneAndDeliversTheAnswerOfTheAck() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite("", ""));
      assertThat(call.answered().body()).contains("m=audio");
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.invite.facts().offer()).isNull();
      peer.send(call.ack(CallScript.OFFER));
      assertThat(fixture.listener.next()).isEqualTo("acknowledged v=0");
    }
  }

  @Test
  void routesTheContactToAPeerBehindNat() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(
          call.invite()
              .replace("UDP " + peer.self(), "UDP 10.255.255.1:5060")
              .replace("caller@" + peer.self(), "caller@10.255.255.1:5060"));
      call.answered();
      peer.send(call.ack(""));
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.dialog.bye();
      assertThat(peer.receive("BYE").firstLine())
          .isEqualTo("BYE sip:caller@10.255.255.1:5060 SIP/2.0");
    }
  }
}
