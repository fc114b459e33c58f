package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Session timers (RFC 4028) of calls, on a clock of the test. */
class SessionTimerTest extends TimedCallTest {

  private static final String SUPPORTED = "Supported: timer\r\n";
  private static final String BY_US = SUPPORTED + "Session-Expires: 90;refresher=uas\r\n";
  private static final String BY_PEER = SUPPORTED + "Session-Expires: 90;refresher=uac\r\n";
  private static final String UPDATE = "Allow: INVITE, UPDATE\r\n";
  private static final Duration HALF = Duration.ofSeconds(45);

  /** 90 s less a third of it, which is less than 32 s. */
  private static final Duration EXPIRY = Duration.ofSeconds(60);

  private SipText establish(String headers) throws Exception {
    peer.send(call.invite(headers, CallScript.OFFER));
    SipText ok = call.answered();
    peer.send(call.ack(""));
    assertThat(fixture.listener.next()).isEqualTo("invite");
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
    return ok;
  }

  // ---- as the called side

  @Test
  void anIntervalThatIsTooShortGets422() throws Exception {
    peer.send(call.invite(SUPPORTED + "Session-Expires: 89\r\n", CallScript.OFFER));
    SipText refusal = peer.receive();
    assertThat(refusal.status()).isEqualTo(422);
    assertThat(refusal.header("Min-SE")).isEqualTo("90");
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  @Test
  void whoRequiresTheTimerGetsIt() throws Exception {
    SipText ok = establish("Require: timer\r\nSession-Expires: 1800\r\n");
    assertThat(ok.header("Session-Expires")).isEqualTo("1800;refresher=uac");
    assertThat(ok.header("Require")).isEqualTo("timer");
    assertThat(ok.header("Supported")).contains("timer");
  }

  @Test
  void aPeerWithTimersIsAskedForOne() throws Exception {
    assertThat(establish(SUPPORTED).header("Session-Expires")).isEqualTo("1800;refresher=uas");
  }

  @Test
  void aPeerWithoutTimersHasNone() throws Exception {
    SipText ok = establish("");
    assertThat(ok.headers("Session-Expires")).isEmpty();
    assertThat(ok.headers("Require")).isEmpty();
    timers.advance(Duration.ofDays(1));
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void theCompactFormIsUnderstood() throws Exception {
    assertThat(establish("k: timer\r\nx: 600;refresher=uas\r\n").header("Session-Expires"))
        .isEqualTo("600;refresher=uas");
  }

  @Test
  void aPeerThatDoesNotRefreshGetsByeBeforeTheSessionExpires() throws Exception {
    establish(BY_PEER);
    timers.advance(EXPIRY.minusMillis(1));
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
    timers.advance(Duration.ofMillis(1));
    peer.reply(peer.receive("BYE"), 200, "");
    assertThat(fixture.listener.next()).isEqualTo("failed EXPIRED");
  }

  @Test
  void aLongSessionEnds32SecondsAhead() throws Exception {
    establish(SUPPORTED + "Session-Expires: 600;refresher=uac\r\n");
    timers.awaitAlarmIn(Duration.ofSeconds(600 - 32));
  }

  @Test
  void aPeerThatRefreshesKeepsTheCall() throws Exception {
    establish(BY_PEER);
    for (int i = 0; i < 3; i++) {
      timers.advance(HALF);
      peer.send(call.next("UPDATE", BY_PEER + call.contact(), ""));
      SipText ok = peer.receive();
      assertThat(ok.status()).isEqualTo(200);
      assertThat(ok.header("Session-Expires")).isEqualTo("90;refresher=uac");
      assertThat(ok.header("Require")).isEqualTo("timer");
      timers.awaitAlarmIn(EXPIRY);
    }
    peer.send(call.reinvite(CallScript.OFFER)); // without: the timer is off
    assertThat(peer.receive(200).headers("Session-Expires")).isEmpty();
    peer.send(call.ack(""));
    assertThat(fixture.listener.next()).isEqualTo("reinvite");
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
    timers.advance(Duration.ofHours(1));
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void anUpdateThatAsksForTooLittleGets422() throws Exception {
    establish(BY_PEER);
    peer.send(call.next("UPDATE", SUPPORTED + "Session-Expires: 10\r\n", ""));
    assertThat(peer.receive().status()).isEqualTo(422);
    timers.awaitAlarmIn(EXPIRY);
  }

  @Test
  void weRefreshByUpdateAtHalfTheInterval() throws Exception {
    establish(BY_US + UPDATE);
    for (int i = 1; i <= 3; i++) {
      timers.advance(HALF);
      SipText update = peer.receive("UPDATE");
      assertThat(update.header("CSeq")).isEqualTo(i + " UPDATE");
      assertThat(update.header("Session-Expires")).isEqualTo("90;refresher=uac");
      assertThat(update.header("Min-SE")).isEqualTo("90");
      assertThat(update.header("Supported")).contains("timer");
      assertThat(update.header("Contact")).isNotEmpty();
      assertThat(update.body()).isEmpty();
      timers.awaitAlarmIn(EXPIRY.minus(HALF));
      peer.reply(update, 200, "Session-Expires: 90;refresher=uac\r\n" + call.contact());
      timers.awaitAlarmIn(HALF);
    }
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  @Test
  void weRefreshByReinviteWhereThePeerKnowsNoUpdate() throws Exception {
    SipText ok = establish(BY_US);
    timers.advance(HALF);
    SipText reinvite = peer.receive("INVITE");
    assertThat(reinvite.body()).isEqualTo(ok.body()).isNotEmpty();
    assertThat(reinvite.header("Session-Expires")).isEqualTo("90;refresher=uac");
    peer.reply(reinvite, 100, "");
    accept(reinvite, "Session-Expires: 90;refresher=uac\r\n", CallScript.OFFER);
    SipText ack = peer.receive("ACK");
    assertThat(ack.header("CSeq")).isEqualTo("1 ACK");
    timers.awaitAlarmIn(EXPIRY);
    accept(reinvite, "Session-Expires: 90;refresher=uac\r\n", CallScript.OFFER);
    assertThat(peer.receive("ACK")).isEqualTo(ack);
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  @Test
  void anAnswerOtherThanBeforeIsTheApplications() throws Exception {
    establish(BY_US);
    timers.advance(HALF);
    SipText reinvite = peer.receive("INVITE");
    accept(
        reinvite,
        "Session-Expires: 90;refresher=uac\r\n",
        CallScript.OFFER.replace("o=- 1 1", "o=- 1 2").replace("40000", "40002"));
    peer.receive("ACK");
    assertThat(fixture.listener.next()).isEqualTo("changed o=- 1 2 IN IP4 127.0.0.1");
  }

  @Test
  void aPeerThatRefusesUpdateGetsAReinvite() throws Exception {
    establish(BY_US + UPDATE);
    timers.advance(HALF);
    peer.reply(peer.receive("UPDATE"), 405, "");
    accept(peer.receive("INVITE"), "Session-Expires: 90;refresher=uac\r\n", "");
    peer.receive("ACK");
    timers.awaitAlarmIn(HALF);
    timers.advance(HALF);
    peer.receive("INVITE"); // it is not asked again
  }

  @Test
  void aRefreshThatIsTooShortIsMadeLonger() throws Exception {
    establish(BY_US + UPDATE);
    timers.advance(HALF);
    peer.reply(peer.receive("UPDATE"), 422, "Min-SE: 300\r\n");
    SipText longer = peer.receive("UPDATE");
    assertThat(longer.header("Session-Expires")).isEqualTo("300;refresher=uac");
    assertThat(longer.header("Min-SE")).isEqualTo("300");
    peer.reply(longer, 200, "Session-Expires: 300;refresher=uac\r\n");
    timers.awaitAlarmIn(Duration.ofSeconds(150));
  }

  @Test
  void aPeerThatForgotTheCallEndsIt() throws Exception {
    establish(BY_US + UPDATE);
    timers.advance(HALF);
    peer.reply(peer.receive("UPDATE"), 481, "");
    peer.reply(peer.receive("BYE"), 200, "");
    assertThat(fixture.listener.next()).isEqualTo("failed PEER_GONE");
  }

  @Test
  void aRefreshThatFailsIsTriedAgainUntilTheSessionExpires() throws Exception {
    establish(BY_US + UPDATE);
    timers.advance(HALF);
    peer.reply(peer.receive("UPDATE"), 500, "Retry-After: 7\r\n");
    timers.awaitAlarmIn(Duration.ofSeconds(7));
    timers.advance(Duration.ofSeconds(7));
    peer.reply(peer.receive("UPDATE"), 503, "");
    timers.awaitAlarmIn(Duration.ofSeconds(10));
    timers.advance(Duration.ofSeconds(8));
    peer.receive("BYE");
    assertThat(fixture.listener.next()).isEqualTo("failed EXPIRED");
  }

  @Test
  void aReinviteThatMetThePeersIsTriedAgain() throws Exception {
    establish(BY_US);
    timers.advance(HALF);
    SipText reinvite = peer.receive("INVITE");
    peer.send(call.reinvite(CallScript.OFFER));
    SipText pending = peer.receive(491); // ours is under way
    assertThat(pending.header("CSeq")).isEqualTo("2 INVITE");
    peer.send(call.ackFailure());
    peer.reply(reinvite, 491, "");
    peer.receive("ACK");
    // Not ours is the Call-ID: within 2 s, so before the session expires in 15.
    timers.advance(Duration.ofSeconds(2));
    peer.send(call.reinvite(CallScript.OFFER)); // whichever was first
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  private void accept(SipText request, String headers, String sdp) throws Exception {
    StringBuilder ok = new StringBuilder("SIP/2.0 200 OK\r\n");
    for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
      ok.append(name).append(": ").append(request.header(name)).append("\r\n");
    }
    ok.append(headers).append(call.contact());
    ok.append(sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n");
    peer.send(ok + "Content-Length: " + sdp.length() + "\r\n\r\n" + sdp);
  }

  // ---- as the caller

  @Test
  void ourInviteAsksForATimerAndARefusalMakesItLonger() throws Exception {
    var callee = new CalleeScript(peer);
    CalleeScript.dial(fixture, callee.call());
    SipText invite = callee.invited();
    assertThat(invite.header("Session-Expires")).isEqualTo("1800");
    assertThat(invite.header("Min-SE")).isEqualTo("90");
    assertThat(invite.header("Supported")).contains("timer");
    assertThat(invite.header("Allow")).contains("UPDATE");
    callee.refuse(422, "Min-SE: 3600\r\n");
    SipText longer = callee.invited();
    assertThat(longer.header("Session-Expires")).isEqualTo("3600");
    assertThat(longer.header("Min-SE")).isEqualTo("3600");
    assertThat(longer.header("CSeq")).isEqualTo("2 INVITE");
    assertThat(longer.header("Call-ID")).isEqualTo(invite.header("Call-ID"));
  }

  @Test
  void aCalleeThatIsNeverContentIsNotAskedForEver() throws Exception {
    var callee = new CalleeScript(peer);
    CalleeScript.dial(fixture, callee.call());
    callee.invited();
    callee.refuse(422, "Min-SE: 90\r\n"); // that is less than we asked for
    assertThat(fixture.listener.next()).isEqualTo("not answered: REFUSED 422");
  }

  private CalleeScript answeredWith(String headers) throws Exception {
    var callee = new CalleeScript(peer);
    fixture.listener.dialog = CalleeScript.dial(fixture, callee.call());
    callee.invited();
    callee.respond(200, "a", headers + callee.contact(), CalleeScript.ANSWER);
    peer.receive("ACK");
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    return callee;
  }

  @Test
  void theCallerRefreshesWhereTheCalleeSaysSo() throws Exception {
    answeredWith("Session-Expires: 1800;refresher=uac\r\nRequire: timer\r\n" + UPDATE);
    timers.advance(Duration.ofMinutes(15));
    SipText update = peer.receive("UPDATE");
    assertThat(update.header("Session-Expires")).isEqualTo("1800;refresher=uac");
    assertThat(update.header("CSeq")).isEqualTo("2 UPDATE");
    peer.reply(update, 200, "Session-Expires: 1800;refresher=uac\r\n");
    timers.awaitAlarmIn(Duration.ofMinutes(15));
  }

  @Test
  void theCallersReinviteOffersWhatItOfferedAndItsAnswerRepeatedIsAcknowledged() throws Exception {
    answeredWith("Session-Expires: 1800;refresher=uac\r\nRequire: timer\r\n");
    timers.advance(Duration.ofMinutes(15));
    SipText reinvite = peer.receive("INVITE");
    assertThat(reinvite.body()).isEqualTo(CallScript.OFFER);
    accept(reinvite, "Session-Expires: 1800;refresher=uac\r\n", CalleeScript.ANSWER);
    SipText ack = peer.receive("ACK");
    assertThat(ack.header("CSeq")).isEqualTo("2 ACK");
    accept(reinvite, "Session-Expires: 1800;refresher=uac\r\n", CalleeScript.ANSWER);
    assertThat(peer.receive("ACK")).isEqualTo(ack);
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  @Test
  void theCalleeRefreshesOrTheCallEnds() throws Exception {
    CalleeScript callee = answeredWith("Session-Expires: 120;refresher=uas\r\n");
    timers.advance(Duration.ofSeconds(60));
    peer.send(callee.request("UPDATE", SUPPORTED + "Session-Expires: 120;refresher=uac\r\n", ""));
    assertThat(peer.receive().header("Session-Expires")).isEqualTo("120;refresher=uac");
    timers.awaitAlarmIn(Duration.ofSeconds(88));
    timers.advance(Duration.ofSeconds(88));
    peer.receive("BYE");
    assertThat(fixture.listener.next()).isEqualTo("failed EXPIRED");
  }

  @Test
  void withoutAnIntervalInTheAnswerThereIsNoTimer() throws Exception {
    answeredWith("");
    timers.advance(Duration.ofDays(1));
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }
}
