package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that want a password for requests within a call, too (RFC 3261 §22.1). */
class ChallengedDialogTest {
  private static final String CHALLENGE =
      "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n%d\", qop=\"auth\"\r\n";

  private final ManualTimers timers = new ManualTimers();
  private EndpointFixture fixture;
  private UdpPeer peer;
  private CalleeScript callee;

  @BeforeEach
  void open() throws Exception {
    fixture = EndpointFixture.timedBy(timers);
    peer = new UdpPeer("127.0.0.1", fixture.port());
    callee = new CalleeScript(peer);
  }

  @AfterEach
  void close() {
    peer.close();
    fixture.close();
  }

  private void challenge(SipText request, int nonce) throws Exception {
    assertThat(request.header("Authorization")).isEmpty();
    peer.reply(request, 401, CHALLENGE.formatted(nonce));
  }

  /** The same once more, with an answer to the challenge. */
  private SipText again(SipText first, int nonce) throws Exception {
    String method = first.header("CSeq").split(" ")[1];
    SipText second = peer.receive(method);
    assertThat(number(second)).isEqualTo(number(first) + 1);
    assertThat(second.header("Authorization"))
        .contains("username=\"clinic\"", "nonce=\"n" + nonce + "\"", "nc=00000001");
    return second;
  }

  private static int number(SipText request) {
    return Integer.parseInt(request.header("CSeq").split(" ")[0]);
  }

  @Test
  void aByeIsSentOnceMore() throws Exception {
    callee.establish(fixture);
    fixture.listener.dialog.bye();
    SipText bye = peer.receive("BYE");
    challenge(bye, 1);
    peer.reply(again(bye, 1), 200, "");
    assertThat(fixture.endpoint.activeCalls()).isZero();
  }

  @Test
  void soIsTheByeOfACallThatCameIn() throws Exception {
    fixture.listener.credentials = new SipCredentials("clinic", "zanzibar");
    new CallScript(peer).establish();
    assertThat(fixture.listener.next()).isEqualTo("invite");
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
    fixture.listener.dialog.bye();
    SipText bye = peer.receive("BYE");
    challenge(bye, 1);
    peer.reply(again(bye, 1), 200, "");
  }

  @Test
  void soIsTheByeToAPhoneThatAnswersToo() throws Exception {
    callee.establish(fixture);
    callee.answer("b");
    SipText bye = peer.receive("BYE");
    challenge(bye, 1);
    SipText second = again(bye, 1);
    assertThat(second.header("To")).endsWith(";tag=b");
    peer.reply(second, 200, "");
  }

  @Test
  void soIsAPrack() throws Exception {
    CalleeScript.dial(fixture, callee.call());
    callee.invited();
    callee.respond(180, "a", "Require: 100rel\r\nRSeq: 7\r\n" + callee.contact(), "");
    SipText prack = peer.receive("PRACK");
    challenge(prack, 1);
    SipText second = again(prack, 1);
    assertThat(second.header("RAck")).isEqualTo("7 1 INVITE");
    peer.reply(second, 200, "");
  }

  @Test
  void aTransferGoesOn() throws Exception {
    callee.establish(fixture);
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    fixture.listener.dialog.refer("77");
    SipText refer = peer.receive("REFER");
    assertThat(refer.header("Refer-To")).isEqualTo("<sip:77@127.0.0.1>");
    challenge(refer, 1);
    SipText second = again(refer, 1);
    assertThat(second.header("Refer-To")).isEqualTo("<sip:77@127.0.0.1>");
    peer.reply(second, 202, "");
    peer.send(callee.request("BYE", "", ""));
    assertThat(fixture.listener.next()).isEqualTo("transferred");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "INVITE, UPDATE"})
  void aRefreshIsSentOnceMore(String allow) throws Exception {
    fixture.listener.dialog = CalleeScript.dial(fixture, callee.call());
    callee.invited();
    callee.respond(
        200,
        "a",
        callee.contact()
            + "Require: timer\r\nSession-Expires: 90;refresher=uac\r\nAllow: "
            + allow
            + "\r\n",
        CalleeScript.ANSWER);
    peer.receive("ACK");
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    timers.advance(Duration.ofSeconds(45));
    SipText refresh = peer.receive(allow.endsWith("UPDATE") ? "UPDATE" : "INVITE");
    challenge(refresh, 1);
    SipText second = again(refresh, 1);
    assertThat(second.header("Session-Expires")).startsWith("90");
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  /** A peer that is never content is not asked for ever. */
  @Test
  void aPasswordThatIsNotBelievedIsNotOfferedAgain() throws Exception {
    callee.establish(fixture);
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    fixture.listener.dialog.refer("77");
    SipText refer = peer.receive("REFER");
    challenge(refer, 1);
    peer.reply(again(refer, 1), 401, CHALLENGE.formatted(2));
    assertThat(fixture.listener.next()).isEqualTo("transfer failed 401");
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void whatAnotherNeedsToTakeOurPlaceIsTold() throws Exception {
    callee.establish(fixture);
    var told = new CompletableFuture<String>();
    fixture.listener.dialog.whenReplaceable(told::complete);
    String ourTag = callee.invite.header("From").replaceAll(".*;tag=", "");
    assertThat(told.get(5, TimeUnit.SECONDS))
        .isEqualTo(
            "sip:bob@"
                + peer.self()
                + "?Replaces="
                + callee.invite.header("Call-ID")
                + "%3Bto-tag%3Da%3Bfrom-tag%3D"
                + ourTag);
  }
}
