package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** UPDATE in a call (RFC 3311) and how it meets other changes. */
class SessionChangeTest extends TimedCallTest {

  private static final String SDP = "Content-Type: application/sdp\r\n";
  private static final String HOLD = CallScript.OFFER + "a=sendonly\r\n";

  private void establish() throws Exception {
    call.establish();
    assertThat(fixture.listener.next()).isEqualTo("invite");
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
  }

  private String update(String sdp) {
    return call.next("UPDATE", call.contact() + (sdp.isEmpty() ? "" : SDP), sdp);
  }

  @Test
  void everyOfferGetsAnAnswerOfItsOwn() throws Exception {
    establish();
    for (String direction : new String[] {"sendonly", "inactive", "sendrecv"}) {
      fixture.listener.onReinvite =
          reinvite -> reinvite.accept(RecordingListener.ANSWER + "a=answers-" + direction + "\r\n");
      peer.send(update(CallScript.OFFER + "a=" + direction + "\r\n"));
      SipText ok = peer.receive();
      assertThat(ok.status()).isEqualTo(200);
      assertThat(ok.body()).contains("a=answers-" + direction);
      assertThat(ok.contact()).isNotEmpty();
      assertThat(ok.header("Allow")).contains("UPDATE");
      assertThat(fixture.listener.next()).isEqualTo("reinvite");
    }
    timers.advance(Duration.ofMinutes(1)); // no ACK is waited for
    peer.send(call.bye());
    assertThat(peer.receive().status()).isEqualTo(200);
    assertThat(fixture.listener.next()).isEqualTo("bye");
  }

  @Test
  void anUpdateWithoutAnOfferMovesTheContactOnly() throws Exception {
    establish();
    try (UdpPeer moved = new UdpPeer("127.0.0.1", fixture.port())) {
      peer.send(call.next("UPDATE", "Contact: <sip:caller@" + moved.self() + ">\r\n", ""));
      SipText ok = peer.receive();
      assertThat(ok.status()).isEqualTo(200);
      assertThat(ok.body()).isEmpty();
      fixture.listener.dialog.bye();
      moved.reply(moved.receive("BYE"), 200, "");
    }
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  @Test
  void aRefusedUpdateLeavesTheCall() throws Exception {
    establish();
    fixture.listener.onReinvite = reinvite -> reinvite.reject(488);
    peer.send(update(HOLD));
    assertThat(peer.receive().status()).isEqualTo(488);
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void aBodyThatIsNoDescriptionGets415() throws Exception {
    establish();
    peer.send(call.next("UPDATE", "Content-Type: text/plain\r\n", "hello"));
    SipText refusal = peer.receive();
    assertThat(refusal.status()).isEqualTo(415);
    assertThat(refusal.header("Accept")).isEqualTo("application/sdp");
  }

  @Test
  void overlappingChangesGet500WithRetryAfter() throws Exception {
    establish();
    var waiting = new AtomicReference<Reinvite>();
    fixture.listener.onReinvite = waiting::set;
    peer.send(update(HOLD));
    assertThat(fixture.listener.next()).isEqualTo("reinvite");
    for (String another : new String[] {update(""), update(HOLD), call.reinvite(HOLD)}) {
      peer.send(another);
      SipText refusal = peer.receive(500);
      assertThat(refusal.header("Retry-After")).matches("\\d|10");
    }
    peer.send(call.ackFailure());
    waiting.get().accept(RecordingListener.ANSWER);
    assertThat(peer.receive(200).header("CSeq")).isEqualTo("2 UPDATE");
  }

  @Test
  void anUpdateWithoutAnOfferIsAnsweredWhileAReinviteWaits() throws Exception {
    establish();
    var waiting = new AtomicReference<Reinvite>();
    fixture.listener.onReinvite = waiting::set;
    peer.send(call.reinvite(HOLD));
    assertThat(fixture.listener.next()).isEqualTo("reinvite");
    peer.send(update(""));
    assertThat(peer.receive(200).header("CSeq")).isEqualTo("3 UPDATE");
    peer.send(update(HOLD));
    assertThat(peer.receive(500).header("CSeq")).isEqualTo("4 UPDATE");
    waiting.get().accept(RecordingListener.ANSWER);
    assertThat(peer.receive(200).header("CSeq")).isEqualTo("2 INVITE");
  }

  @Test
  void anOfferThatMeetsOursGets491() throws Exception {
    peer.send(call.invite("", "")); // without an offer: our 200 brings one
    call.answered();
    peer.send(update(HOLD));
    assertThat(peer.receive(491).header("CSeq")).isEqualTo("2 UPDATE");
    peer.send(update(""));
    assertThat(peer.receive(message -> message.header("CSeq").equals("3 UPDATE")).status())
        .isEqualTo(200);
  }

  @Test
  void anOfferBeforeTheFirstIsAnsweredGets500() throws Exception {
    try (var ringing = EndpointFixture.answering(IncomingInvite::ring);
        var caller = new UdpPeer("127.0.0.1", ringing.port())) {
      var early = new CallScript(caller);
      caller.send(early.invite());
      SipText ring = caller.receive(180);
      early.toTag = ring.toTag();
      early.target = ring.contact();
      caller.send(early.next("UPDATE", SDP, HOLD));
      assertThat(caller.receive().status()).isEqualTo(500);
      caller.send(early.next("UPDATE", "", ""));
      assertThat(caller.receive().status()).isEqualTo(200);
      assertThat(ringing.endpoint.activeCalls()).isEqualTo(1);
    }
  }

  @Test
  void anUpdateOutsideOfAnyCallGets481() throws Exception {
    peer.send(update(HOLD));
    assertThat(peer.receive().status()).isEqualTo(481);
  }
}
