package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What happens inside a call: re-INVITE (RFC 3261 §14), REFER (RFC 3515), INFO. */
class SipEndpointDialogTest {

  private static final String HOLD = CallScript.OFFER + "a=sendonly\r\n";

  @Test
  void aReinviteIsAnsweredByTheApplication() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.onReinvite =
          reinvite -> reinvite.accept(reinvite.offer().replace("sendonly", "recvonly"));
      peer.send(call.reinvite(HOLD));
      assertThat(peer.receive().status()).isEqualTo(100);
      SipText ok = peer.receive(200);
      assertThat(ok.body()).contains("a=recvonly");
      assertThat(ok.toTag()).isEqualTo(call.toTag);
      peer.send(call.ack(""));
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      assertThat(fixture.listener.next()).isEqualTo("reinvite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
    }
  }

  @Test
  void aRefusedReinviteLeavesTheCall() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.onReinvite = reinvite -> reinvite.reject(488);
      peer.send(call.reinvite(HOLD));
      peer.receive(488);
      peer.send(call.ackFailure());
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
      peer.send(call.bye());
      peer.receive(200);
    }
  }

  @Test
  void anOfferlessReinviteBringsItsAnswerInTheAck() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      peer.send(call.reinvite(""));
      assertThat(peer.receive(200).body()).isEqualTo(RecordingListener.ANSWER);
      peer.send(call.ack(CallScript.OFFER));
      fixture.listener.next();
      fixture.listener.next();
      assertThat(fixture.listener.next()).isEqualTo("reinvite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged v=0");
    }
  }

  @Test
  void aSecondReinviteBeforeTheFirstIsAnsweredGets500() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.onReinvite = reinvite -> {};
      peer.send(call.reinvite(HOLD));
      peer.receive(100);
      peer.send(call.reinvite(HOLD));
      assertThat(peer.receive(500).header("Retry-After")).matches("\\d|10");
    }
  }

  @Test
  void aReinviteBeforeTheAckGets491() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      call.answered();
      peer.send(call.reinvite(HOLD));
      peer.receive(491);
    }
  }

  @Test
  void aCancelledReinviteGets487AndTheCallStands() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.onReinvite = reinvite -> {};
      peer.send(call.reinvite(HOLD));
      peer.receive(100);
      peer.send(call.cancel());
      assertThat(peer.receive(487).header("CSeq")).isEqualTo("2 INVITE");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
    }
  }

  @Test
  void aTransferThatSucceedsEndsTheCall() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.dialog.refer("sip:reception@example.com");
      SipText refer = peer.receive("REFER");
      assertThat(refer.header("Refer-To")).isEqualTo("<sip:reception@example.com>");
      assertThat(refer.header("Contact")).isNotEmpty();
      peer.reply(refer, 202, "");
      peer.send(notify(call, "active;expires=60", "SIP/2.0 100 Trying\r\n"));
      assertThat(peer.receive().status()).isEqualTo(200);
      peer.send(notify(call, "terminated;reason=noresource", "SIP/2.0 200 OK\r\n"));
      assertThat(peer.receive(m -> m.header("CSeq").endsWith("NOTIFY")).status()).isEqualTo(200);
      assertThat(fixture.listener.next()).isEqualTo("transferred");
      peer.reply(peer.receive("BYE"), 200, "");
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void aTransferThatFailsLeavesTheCall() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.dialog.refer("tel:+4930123456");
      peer.reply(peer.receive("REFER"), 202, "");
      peer.send(notify(call, "terminated;reason=noresource", "SIP/2.0 486 Busy Here\r\n"));
      peer.receive(200);
      assertThat(fixture.listener.next()).isEqualTo("transfer failed 486");
      fixture.listener.dialog.refer("sip:other@example.com");
      peer.reply(peer.receive("REFER"), 403, "");
      assertThat(fixture.listener.next()).isEqualTo("transfer failed 403");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
    }
  }

  @Test
  void aPeerThatHangsUpAfterTakingTheReferHasTransferred() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.dialog.refer("sip:reception@example.com");
      peer.reply(peer.receive("REFER"), 202, "");
      peer.send(notify(call, "active", "SIP/2.0 180 Ringing\r\n"));
      peer.receive(200);
      peer.send(call.bye());
      assertThat(fixture.listener.next()).isEqualTo("transferred");
      assertThat(fixture.listener.next()).isEqualTo("bye");
    }
  }

  @Test
  void aPeerThatForgotTheDialogEndsTheCall() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      fixture.listener.next();
      fixture.listener.next();
      fixture.listener.dialog.refer("sip:reception@example.com");
      peer.reply(peer.receive("REFER"), 481, "");
      assertThat(fixture.listener.next()).isEqualTo("transfer failed 481");
      assertThat(fixture.listener.next()).isEqualTo("failed PEER_GONE");
    }
  }

  @Test
  void aTransferTargetThatIsNoUriIsABug() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      new CallScript(peer).establish();
      fixture.listener.next();
      fixture.listener.next();
      for (String bad :
          new String[] {"", "sip:a@b>\r\nX-Evil: 1", "mailto:a@b", "sip:a b@c", "http://x"}) {
        assertThatThrownBy(() -> fixture.listener.dialog.refer(bad))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void anInfoWithoutBodyIsTakenAndOneWithABodyNot() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      peer.send(call.next("INFO", "", ""));
      assertThat(peer.receive().status()).isEqualTo(200);
      peer.send(call.next("INFO", "Content-Type: application/x-thing\r\n", "abc"));
      SipText refused = peer.receive();
      assertThat(refused.status()).isEqualTo(415);
      assertThat(refused.header("Accept")).contains("application/dtmf-relay");
    }
  }

  @Test
  void aKeyPressedComesByInfoInEitherBody() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      String relay = "Content-Type: application/dtmf-relay\r\n";
      String bare = "Content-Type: application/dtmf\r\n";
      String[][] taken = {
        {relay, "Signal=5\r\nDuration=160\r\n", "5"},
        {relay, "Signal= *\nDuration= 250", "*"},
        {relay, "Duration=100\r\nsignal = 11\r\n", "#"},
        {"Content-Type: Application/DTMF-Relay;version=1\r\n", "Signal=d\r\n", "D"},
        {bare, "7", "7"},
        {bare, "10\r\n", "*"},
      };
      for (String[] info : taken) {
        peer.send(call.next("INFO", info[0], info[1]));
        assertThat(peer.receive().status()).as(info[1]).isEqualTo(200);
        assertThat(fixture.listener.next()).as(info[1]).isEqualTo("info digit " + info[2]);
      }
      peer.send(call.next("INFO", relay, "Signal=!\r\n")); // a flash hook is no key
      assertThat(peer.receive().status()).isEqualTo(200);
      for (String bad :
          new String[] {"Signal=55\r\n", "Signal=\r\n", "x=1\r\n", "=", "Signal=99"}) {
        peer.send(call.next("INFO", relay, bad));
        assertThat(peer.receive().status()).as(bad).isEqualTo(400);
      }
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void aNotifyNobodyAskedForGets481() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      peer.send(notify(call, "active", "SIP/2.0 200 OK\r\n"));
      assertThat(peer.receive().status()).isEqualTo(481);
    }
  }

  private static String notify(CallScript call, String state, String fragment) {
    return call.next(
        "NOTIFY",
        "Event: refer\r\nSubscription-State: "
            + state
            + "\r\nContent-Type: message/sipfrag;version=2.0\r\n"
            + call.contact(),
        fragment);
  }
}
