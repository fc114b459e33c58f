package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UPDATEs of phones that ring for a call of ours (RFC 3311 §5.2). */
class EarlyUpdateTest extends TimedCallTest {

  private static final String HOLD = CallScript.OFFER + "a=sendonly\r\n";

  private CalleeScript callee;

  @BeforeEach
  void dial() throws Exception {
    callee = new CalleeScript(peer);
    fixture.listener.dialog = CalleeScript.dial(fixture, callee.call());
    callee.invited();
  }

  private void rings(int status, String tag, String sdp) throws Exception {
    callee.respond(status, tag, callee.contact(), sdp);
    assertThat(fixture.listener.next()).isEqualTo("ringing " + status);
  }

  /** An answer to our offer that counts. */
  private void describesReliably(String tag) throws Exception {
    callee.respond(
        183, tag, "Require: 100rel\r\nRSeq: 7\r\n" + callee.contact(), CalleeScript.ANSWER);
    peer.reply(peer.receive("PRACK"), 200, "");
    assertThat(fixture.listener.next()).isEqualTo("ringing 183");
  }

  private SipText update(String sdp) throws Exception {
    peer.send(callee.request("UPDATE", "", sdp));
    return peer.receive(message -> message.header("CSeq").endsWith("UPDATE"));
  }

  @Test
  void whatAPhoneChangesBeforeItsAnswerIsInForceThen() throws Exception {
    describesReliably("a");
    SipText ok = update(HOLD);
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.body()).isEqualTo(RecordingListener.ANSWER);
    assertThat(ok.contact()).isEqualTo(callee.invite.contact());
    assertThat(fixture.listener.next()).isEqualTo("early reinvite");
    callee.answer("a"); // with the description that was before
    assertThat(peer.receive("ACK").header("CSeq")).isEqualTo("1 ACK");
    assertThat(fixture.listener.next()).isEqualTo("answered as changed o=- 1 1 IN IP4 127.0.0.1");
    peer.send(callee.request("BYE", "", "").replace("CSeq: 2", "CSeq: 1"));
    assertThat(peer.receive(500).header("CSeq")).as("numbers go on").isEqualTo("1 BYE");
    fixture.listener.dialog.bye();
    assertThat(peer.receive("BYE").header("CSeq")).isEqualTo("3 BYE");
  }

  @Test
  void anOfferWaitsUntilOursIsAnswered() throws Exception {
    rings(180, "a", "");
    assertThat(update(HOLD).status()).isEqualTo(491);
    rings(183, "a", CalleeScript.ANSWER); // might be lost
    assertThat(update(HOLD).status()).isEqualTo(491);
    callee.answer("a");
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    assertThat(update(HOLD).status()).isEqualTo(200);
    assertThat(fixture.listener.next()).isEqualTo("reinvite");
  }

  @Test
  void anUpdateWithoutAnOfferMovesTheContactOnly() throws Exception {
    rings(180, "a", "");
    SipText ok = update("");
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.body()).isEmpty();
    assertThat(ok.contact()).isNotEmpty();
    assertThat(ok.header("Session-Expires")).as("there is no session yet").isEmpty();
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  @Test
  void oneChangeAtATimeIsLookedAt() throws Exception {
    var pending = new AtomicReference<Reinvite>();
    fixture.listener.onReinvite = pending::set;
    describesReliably("a");
    peer.send(callee.request("UPDATE", "", HOLD));
    assertThat(fixture.listener.next()).isEqualTo("early reinvite");
    SipText later = update(HOLD);
    assertThat(later.status()).isEqualTo(500);
    assertThat(Integer.parseInt(later.header("Retry-After"))).isBetween(0, 10);
    pending.get().reject(488);
    assertThat(peer.receive(488).header("CSeq")).isEqualTo("1 UPDATE");
    callee.answer("a");
    assertThat(fixture.listener.next()).as("as it was").isEqualTo("answered v=0");
  }

  @Test
  void aChangeThatTheAnswerOvertakesIsNone() throws Exception {
    var pending = new AtomicReference<Reinvite>();
    fixture.listener.onReinvite = pending::set;
    describesReliably("a");
    peer.send(callee.request("UPDATE", "", HOLD));
    assertThat(fixture.listener.next()).isEqualTo("early reinvite");
    callee.answer("a");
    assertThat(peer.receive(487).header("CSeq")).isEqualTo("1 UPDATE");
    pending.get().accept(RecordingListener.ANSWER);
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
  }

  @Test
  void ofTwoChangesTheOneIsInForceThatTheAnswerDoesNotOvertake() throws Exception {
    describesReliably("a");
    assertThat(update(HOLD.replace("o=- 1 1", "o=- 1 2")).status()).isEqualTo(200);
    assertThat(fixture.listener.next()).isEqualTo("early reinvite");
    var pending = new AtomicReference<Reinvite>();
    fixture.listener.onReinvite = pending::set;
    peer.send(callee.request("UPDATE", "", HOLD.replace("o=- 1 1", "o=- 1 3")));
    assertThat(fixture.listener.next()).isEqualTo("early reinvite");
    callee.answer("a");
    assertThat(peer.receive(487).header("CSeq")).isEqualTo("2 UPDATE");
    pending.get().accept(RecordingListener.ANSWER);
    assertThat(fixture.listener.next()).isEqualTo("answered as changed o=- 1 2 IN IP4 127.0.0.1");
  }

  @Test
  void whatOnePhoneChangesIsNotTheOthers() throws Exception {
    describesReliably("a");
    assertThat(update(HOLD).status()).isEqualTo(200);
    assertThat(fixture.listener.next()).isEqualTo("early reinvite");
    callee.answer("b");
    assertThat(peer.receive("ACK").header("To")).endsWith(";tag=b");
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    assertThat(update(HOLD).status()).as("a rings no more").isEqualTo(481);
  }

  @Test
  void whoDoesNotRingChangesNothing() throws Exception {
    assertThat(update("").status()).isEqualTo(481);
    rings(180, "a", "");
    fixture.listener.dialog.bye();
    peer.reply(peer.receive("CANCEL"), 200, "");
    callee.refuse(487, "");
    assertThat(update("").status()).isEqualTo(481);
    assertThat(fixture.count("UPDATE 481")).isEqualTo(2);
  }
}
