package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Reliable provisional responses (RFC 3262), as caller and as called, on a clock of the test. */
class ReliableProvisionalTest extends TimedCallTest {

  private static final String REQUIRED = "Require: 100rel\r\n";
  private static final String SUPPORTED = "Supported: 100rel\r\n";
  private static final Duration T1 = SipSettings.defaults().timerT1();

  ReliableProvisionalTest() {
    super(IncomingInvite::ring);
  }

  private SipText ringing(String headers) throws Exception {
    peer.send(call.invite(headers, CallScript.OFFER));
    SipText ringing = peer.receive(180);
    call.toTag = ringing.toTag();
    call.target = ringing.contact();
    assertThat(fixture.listener.next()).isEqualTo("invite");
    return ringing;
  }

  private static long number(SipText ringing) {
    return Long.parseLong(ringing.header("RSeq"));
  }

  private SipText prack(String acknowledged) throws Exception {
    peer.send(call.next("PRACK", "RAck: " + acknowledged + "\r\n", ""));
    return peer.receive(message -> message.header("CSeq").endsWith("PRACK"));
  }

  // ---- as the called side

  @Test
  void whoKnowsReliableResponsesGetsThem() throws Exception {
    SipText ringing = ringing(SUPPORTED);
    assertThat(ringing.header("Require")).isEqualTo("100rel");
    assertThat(number(ringing)).isBetween(1L, 1L << 31);
    assertThat(prack(number(ringing) + " 1 INVITE").status()).isEqualTo(200);
    timers.advance(Duration.ofSeconds(10));
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    assertThat(peer.receive().status()).isEqualTo(200); // and no 180 in between
  }

  @Test
  void whatIsHeardBeforeTheAnswerIsDescribedReliablyAndOnceMoreInTheAnswer() throws Exception {
    SipText ringing = ringing(SUPPORTED);
    prack(number(ringing) + " 1 INVITE");
    fixture.listener.invite.progress(RecordingListener.ANSWER);
    SipText progress = peer.receive(183);
    assertThat(progress.body()).isEqualTo(RecordingListener.ANSWER);
    assertThat(number(progress)).isEqualTo(number(ringing) + 1);
    assertThat(prack(number(progress) + " 1 INVITE").status()).isEqualTo(200);
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    assertThat(peer.receive(200).body()).isEqualTo(RecordingListener.ANSWER);
  }

  @Test
  void whoDoesNotKnowThemGetsAnOrdinaryOne() throws Exception {
    SipText ringing = ringing("");
    assertThat(ringing.headers("RSeq")).isEmpty();
    assertThat(ringing.headers("Require")).isEmpty();
    assertThat(prack("1 1 INVITE").status()).isEqualTo(481);
  }

  @Test
  void aResponseIsRepeatedInDoublingIntervalsUntilItsPrackComes() throws Exception {
    SipText ringing = ringing(REQUIRED);
    Duration interval = T1;
    for (int i = 0; i < 6; i++) { // 0.5 s to 16 s: without T2's bound
      timers.awaitAlarmIn(interval);
      timers.advance(interval);
      assertThat(peer.receive()).isEqualTo(ringing);
      interval = interval.multipliedBy(2);
    }
    assertThat(prack(number(ringing) + " 1 INVITE").status()).isEqualTo(200);
    timers.advance(Duration.ofSeconds(100));
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void withoutAPrackTheCallIsRefused() throws Exception {
    ringing(REQUIRED);
    timers.awaitAlarmIn(T1);
    timers.advance(T1.multipliedBy(64));
    assertThat(peer.receive(504).header("CSeq")).isEqualTo("1 INVITE");
    assertThat(fixture.listener.next()).isEqualTo("failed NO_PRACK");
  }

  @Test
  void aPrackOfAnythingElseGets481() throws Exception {
    long number = number(ringing(REQUIRED));
    for (String other :
        new String[] {number + 1 + " 1 INVITE", number + " 2 INVITE", number + " 1 UPDATE"}) {
      assertThat(prack(other).status()).as(other).isEqualTo(481);
    }
    assertThat(prack("nonsense").status()).isEqualTo(400);
    assertThat(prack(number + " 1 INVITE").status()).isEqualTo(200);
    assertThat(prack(number + " 1 INVITE").status()).isEqualTo(481);
  }

  @Test
  void thePrackMayComeAfterThe200() throws Exception {
    long number = number(ringing(REQUIRED));
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    peer.receive(200);
    assertThat(prack(number + " 1 INVITE").status()).isEqualTo(200);
    call.sequence = 1;
    peer.send(call.ack(""));
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
  }

  private SipText progressing() throws Exception {
    prack(number(ringing(SUPPORTED)) + " 1 INVITE");
    fixture.listener.invite.progress(RecordingListener.ANSWER);
    return peer.receive(183);
  }

  /** §3: no 2xx while what was described may be lost. */
  @Test
  void theAnswerWaitsForThePrackOfADescription() throws Exception {
    SipText progress = progressing();
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    timers.awaitAlarmIn(T1);
    timers.advance(T1);
    assertThat(peer.receive()).isEqualTo(progress);
    assertThat(prack(number(progress) + " 1 INVITE").status()).isEqualTo(200);
    SipText ok = peer.receive();
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.header("CSeq")).isEqualTo("1 INVITE");
    call.sequence = 1;
    peer.send(call.ack(""));
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
  }

  @Test
  void anAnswerThatWaitsInVainIsNone() throws Exception {
    progressing();
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    timers.awaitAlarmIn(T1);
    timers.advance(T1.multipliedBy(64));
    assertThat(peer.receive(message -> message.status() != 183).status()).isEqualTo(504);
    assertThat(fixture.listener.next()).isEqualTo("failed NO_PRACK");
    assertThat(fixture.endpoint.activeCalls()).isZero();
  }

  @Test
  void aCallThatIsCancelledMeanwhileIsNotAnswered() throws Exception {
    SipText progress = progressing();
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    call.sequence = 1;
    peer.send(call.cancel());
    peer.receive(487);
    assertThat(fixture.listener.next()).isEqualTo("cancelled");
    call.sequence = 2;
    assertThat(prack(number(progress) + " 1 INVITE").status()).isEqualTo(481);
    assertThat(fixture.endpoint.activeCalls()).isZero();
  }

  @Test
  void aDescriptionWaitsForThePrackOfWhatCameBefore() throws Exception {
    SipText ringing = ringing(SUPPORTED);
    fixture.listener.invite.progress(RecordingListener.ANSWER);
    fixture.listener.invite.ring(); // says nothing new
    assertThat(prack(number(ringing) + " 1 INVITE").status()).isEqualTo(200);
    SipText progress = peer.receive();
    assertThat(progress.status()).isEqualTo(183);
    assertThat(progress.body()).isEqualTo(RecordingListener.ANSWER);
    assertThat(number(progress)).isEqualTo(number(ringing) + 1);
  }

  @Test
  void aDescriptionThatIsOvertakenByTheAnswerIsLeftOut() throws Exception {
    SipText ringing = ringing(SUPPORTED);
    fixture.listener.invite.progress(RecordingListener.ANSWER);
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    assertThat(peer.receive().header("CSeq")).isEqualTo("1 INVITE");
    assertThat(prack(number(ringing) + " 1 INVITE").status()).isEqualTo(200);
    call.sequence = 1;
    peer.send(call.ack(""));
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
    peer.send(call.bye());
    assertThat(peer.receive().header("CSeq")).isEqualTo("2 BYE");
  }

  @Test
  void anOfferInThePrackIsRefused() throws Exception {
    long number = number(ringing(REQUIRED));
    peer.send(
        call.next(
            "PRACK",
            "RAck: " + number + " 1 INVITE\r\nContent-Type: application/sdp\r\n",
            CallScript.OFFER));
    assertThat(peer.receive(488).header("CSeq")).isEqualTo("2 PRACK");
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void anInviteWithoutAnOfferIsAnsweredOnly() throws Exception {
    peer.send(call.invite(REQUIRED, ""));
    assertThat(fixture.listener.next()).isEqualTo("invite");
    fixture.listener.invite.accept(RecordingListener.ANSWER);
    assertThat(peer.receive().status()).isEqualTo(100);
    assertThat(peer.receive().status()).isEqualTo(200);
  }

  @Test
  void aCancelledCallIsNotRepeated() throws Exception {
    ringing(REQUIRED);
    peer.send(call.cancel());
    peer.receive(487);
    assertThat(fixture.listener.next()).isEqualTo("cancelled");
    timers.advance(Duration.ofMinutes(5));
    assertThat(fixture.endpoint.activeCalls()).isZero();
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  // ---- as the caller

  private static String reliable(CalleeScript callee, long number) {
    return REQUIRED + "RSeq: " + number + "\r\n" + callee.contact();
  }

  @Test
  void everyReliableResponseGetsItsPrackOnceAndInOrder() throws Exception {
    var callee = new CalleeScript(peer);
    fixture.listener.dialog = CalleeScript.dial(fixture, callee.call());
    assertThat(callee.invited().header("Supported")).contains("100rel");
    callee.respond(180, "a", reliable(callee, 776655), "");
    SipText prack = peer.receive("PRACK");
    assertThat(prack.header("RAck")).isEqualTo("776655 1 INVITE");
    assertThat(prack.header("CSeq")).isEqualTo("2 PRACK");
    assertThat(prack.header("To")).endsWith(";tag=a");
    assertThat(prack.firstLine()).isEqualTo("PRACK sip:bob@" + peer.self() + " SIP/2.0");
    peer.reply(prack, 200, "");
    callee.respond(180, "a", reliable(callee, 776655), ""); // once more
    callee.respond(183, "a", reliable(callee, 776657), ""); // before its turn
    callee.respond(183, "a", reliable(callee, 776656), CalleeScript.ANSWER);
    prack = peer.receive("PRACK");
    assertThat(prack.header("RAck")).isEqualTo("776656 1 INVITE");
    assertThat(prack.header("CSeq")).isEqualTo("3 PRACK");
    peer.reply(prack, 200, "");
    callee.respond(200, "a", callee.contact(), "");
    assertThat(peer.receive("ACK").header("CSeq")).isEqualTo("1 ACK");
    assertThat(fixture.listener.next()).isEqualTo("ringing 180");
    assertThat(fixture.listener.next()).isEqualTo("ringing 183");
    assertThat(fixture.listener.next()).isEqualTo("answered v=0"); // that of the 183
    fixture.listener.dialog.bye();
    assertThat(peer.receive("BYE").header("CSeq")).isEqualTo("4 BYE");
  }

  @Test
  void phonesThatRingTogetherCountOnTheirOwn() throws Exception {
    var callee = new CalleeScript(peer);
    fixture.listener.dialog = CalleeScript.dial(fixture, callee.call());
    callee.invited();
    callee.respond(180, "a", reliable(callee, 5), "");
    peer.reply(peer.receive("PRACK"), 200, "");
    callee.respond(180, "b", reliable(callee, 9), "");
    SipText prack = peer.receive("PRACK");
    assertThat(prack.header("RAck")).isEqualTo("9 1 INVITE");
    assertThat(prack.header("To")).endsWith(";tag=b");
    assertThat(prack.header("CSeq")).isEqualTo("2 PRACK");
  }
}
