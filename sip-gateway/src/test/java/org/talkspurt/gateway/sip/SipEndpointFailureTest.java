package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Cancelled, unacknowledged, repeated and out-of-order: RFC 3261 §9, §13.3, §14, §15, §17. */
class SipEndpointFailureTest {

  @Test
  void aCancelledInviteGets200And487() throws Exception {
    try (var fixture = EndpointFixture.answering(IncomingInvite::ring);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      peer.receive(180);
      peer.send(call.cancel());
      SipText first = peer.receive();
      SipText second = peer.receive();
      assertThat(first.header("CSeq") + first.status()).isEqualTo("1 CANCEL200");
      assertThat(second.header("CSeq") + second.status()).isEqualTo("1 INVITE487");
      assertThat(second.toTag()).isEqualTo(first.toTag());
      peer.send(call.ackFailure());
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("cancelled");
      fixture.listener.invite.accept(RecordingListener.ANSWER);
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }

  @Test
  void aCancelAfterThe200LeavesTheCall() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      SipText ok = call.answered();
      String cancel = call.cancel();
      peer.send(cancel.replace(";tag=" + ok.toTag(), ""));
      assertThat(peer.receive(m -> m.header("CSeq").endsWith("CANCEL")).status()).isEqualTo(200);
      peer.send(call.ack(""));
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
    }
  }

  @Test
  void a200IsRepeatedAndTheCallEndedWithByeWhenNoAckComes() throws Exception {
    for (boolean tcp : new boolean[] {false, true}) {
      try (var fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS);
          SipPeer peer =
              tcp
                  ? new TcpPeer("127.0.0.1", fixture.port())
                  : new UdpPeer("127.0.0.1", fixture.port())) {
        var call = new CallScript(peer);
        peer.send(call.invite());
        SipText ok = call.answered();
        for (int i = 0; i < 6; i++) {
          assertThat(peer.receive().raw()).isEqualTo(ok.raw());
        }
        SipText bye = peer.receive("BYE");
        peer.reply(bye, 200, "");
        assertThat(fixture.listener.next()).isEqualTo("invite");
        assertThat(fixture.listener.next()).isEqualTo("failed NO_ACK");
        assertThat(fixture.endpoint.activeCalls()).isZero();
        // T1 doubling to T2 within 64 × T1: at 1, 3, 7, 15, 23, 31, 39, 47, 55, 63 × T1.
        assertThat(fixture.count("retransmitted")).isBetween(6, 10);
      }
    }
  }

  @Test
  void aHangUpBeforeTheAckWaitsForIt() throws Exception {
    try (var fixture =
            new EndpointFixture(
                EndpointFixture.SHORT_TIMERS, call -> call.accept(RecordingListener.ANSWER).bye());
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      call.answered();
      assertThat(peer.receive().status()).as("still the 200").isEqualTo(200);
      peer.send(call.ack(""));
      peer.reply(peer.receive("BYE"), 200, "");
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void repeatedInvitesAreAbsorbedBeforeAndAfterTheAnswer() throws Exception {
    try (var fixture = EndpointFixture.answering(IncomingInvite::ring);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      peer.receive(180);
      assertThat(peer.repeat(call.invite()).status()).isEqualTo(180);
      fixture.listener.invite.accept(RecordingListener.ANSWER);
      call.answered();
      peer.send(call.ack(""));
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("acknowledged");
      assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
    }
  }

  @Test
  void theSameInviteOnAnotherWayIsMerged() throws Exception {
    try (var fixture = EndpointFixture.answering(IncomingInvite::ring);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      peer.receive(180);
      call.inviteBranch = CallScript.newBranch();
      peer.send(call.invite());
      assertThat(peer.receive().status()).isEqualTo(482);
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.isQuiet()).isTrue();
    }
  }

  @Test
  void aByeInTheEarlyDialogEndsTheInvite() throws Exception {
    try (var fixture = EndpointFixture.answering(IncomingInvite::ring);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      call.toTag = peer.receive(180).toTag();
      peer.send(call.bye());
      assertThat(peer.receive(200).header("CSeq")).isEqualTo("2 BYE");
      assertThat(peer.receive(487).header("CSeq")).isEqualTo("1 INVITE");
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("cancelled");
    }
  }

  @Test
  void aRepeatedByeGetsItsAnswerAgainAndALaterOne481() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.establish();
      String bye = call.bye();
      peer.send(bye);
      assertThat(peer.receive().status()).isEqualTo(200);
      assertThat(peer.repeat(bye).status()).isEqualTo(200);
      peer.send(call.bye());
      assertThat(peer.receive(481).header("CSeq")).isEqualTo("3 BYE");
    }
  }

  @Test
  void anOldSequenceNumberGets500() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      call.sequence = 5;
      call.establish();
      peer.send(call.message("INFO", 3, CallScript.newBranch(), "", ""));
      assertThat(peer.receive().status()).isEqualTo(500);
      peer.send(call.next("INFO", "", ""));
      assertThat(peer.receive().status()).isEqualTo(200);
    }
  }

  @Test
  void anInviteThatNobodyDecidesEndsWith480() throws Exception {
    var settings = EndpointFixture.with(Duration.ofMillis(500), Duration.ofMillis(300));
    try (var fixture = new EndpointFixture(settings, IncomingInvite::ring);
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      assertThat(peer.receive(480).toTag()).isNotEmpty();
      assertThat(fixture.listener.next()).isEqualTo("invite");
      assertThat(fixture.listener.next()).isEqualTo("failed RING_TIMEOUT");
    }
  }

  @Test
  void anErrorOfTheApplicationEndsThatCallOnly() throws Exception {
    try (var fixture =
            EndpointFixture.answering(
                call -> {
                  if (call.facts().calledUser().equals("broken")) {
                    throw new IllegalStateException("on purpose");
                  }
                  call.accept(RecordingListener.ANSWER);
                });
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var broken = new CallScript(peer);
      broken.target = "sip:broken@127.0.0.1";
      peer.send(broken.invite());
      assertThat(peer.receive(500).header("Call-ID")).isEqualTo(broken.callId);
      peer.send(broken.ackFailure());
      var call = new CallScript(peer);
      assertThat(call.establish().status()).isEqualTo(200);
    }
  }

  @Test
  void aLoopThatIsGoneAnswers503() throws Exception {
    try (var fixture = new EndpointFixture();
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      fixture.home.shutdown();
      peer.send(new CallScript(peer).invite());
      assertThat(peer.receive(503).header("Retry-After")).isEqualTo("5");
    }
  }

  @Test
  void aTcpCallWhoseConnectionIsLostIsGivenUp() throws Exception {
    try (var fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS, IncomingInvite::ring)) {
      try (var peer = new TcpPeer("127.0.0.1", fixture.port())) {
        peer.send(new CallScript(peer).invite());
        peer.receive(180);
      }
      assertThat(fixture.listener.next()).isEqualTo("invite");
      fixture.listener.invite.accept(RecordingListener.ANSWER);
      assertThat(fixture.listener.next()).startsWith("failed ");
      assertThat(fixture.endpoint.activeCalls()).isZero();
    }
  }
}
