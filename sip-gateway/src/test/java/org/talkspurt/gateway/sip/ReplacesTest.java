package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An INVITE that takes the place of a call (RFC 3891). */
class ReplacesTest {

  private final EndpointFixture fixture = new EndpointFixture();
  private UdpPeer first;
  private UdpPeer second;
  private CallScript call;
  private CallScript successor;

  @BeforeEach
  void open() throws Exception {
    first = new UdpPeer("127.0.0.1", fixture.port());
    second = new UdpPeer("127.0.0.1", fixture.port());
    call = new CallScript(first);
    successor = new CallScript(second);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    fixture.close();
  }

  private void establish() throws Exception {
    call.establish();
    assertThat(fixture.listener.next()).isEqualTo("invite");
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
  }

  private String replaces(String more) {
    return "Replaces: "
        + call.callId
        + ";to-tag="
        + call.toTag
        + ";from-tag="
        + call.fromTag
        + more
        + "\r\n";
  }

  private SipText invite(String headers) throws Exception {
    second.send(successor.invite(headers, CallScript.OFFER));
    return second.receive(message -> message.status() >= 200);
  }

  @Test
  void theCallGoesOnWithTheOtherAndTheOldLegIsHungUp() throws Exception {
    establish();
    SipText ok = invite("Require: replaces\r\n" + replaces(""));
    assertThat(ok.status()).isEqualTo(200);
    assertThat(ok.body()).isEqualTo(RecordingListener.ANSWER);
    successor.toTag = ok.toTag();
    successor.target = ok.contact();
    second.send(successor.ack(""));
    assertThat(fixture.listener.next()).isEqualTo("replaced");
    assertThat(fixture.listener.next()).isEqualTo("acknowledged");
    first.reply(first.receive("BYE"), 200, "");
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
    second.send(successor.bye());
    assertThat(second.receive().status()).isEqualTo(200);
    assertThat(fixture.listener.next()).isEqualTo("bye");
    assertThat(fixture.endpoint.activeCalls()).isZero();
  }

  @Test
  void theOldLegSaysNothingAnyMore() throws Exception {
    establish();
    assertThat(invite(replaces("")).status()).isEqualTo(200);
    assertThat(fixture.listener.next()).isEqualTo("replaced");
    first.receive("BYE");
    first.send(call.bye()); // it met ours
    assertThat(first.receive(481).header("CSeq")).isEqualTo("2 BYE");
    assertThat(fixture.listener.isQuiet()).isTrue();
  }

  @Test
  void aRefusedReplacementLeavesTheCall() throws Exception {
    establish();
    fixture.listener.onReplaced = other -> other.reject(488, null, null);
    assertThat(invite(replaces("")).status()).isEqualTo(488);
    first.send(call.bye());
    assertThat(first.receive().status()).isEqualTo(200);
    assertThat(fixture.listener.next()).isEqualTo("replaced");
    assertThat(fixture.listener.next()).isEqualTo("bye");
  }

  @Test
  void aCancelThatMeetsTheAnswerIsTooLate() throws Exception {
    establish();
    fixture.listener.onReplaced =
        other -> {
          other.progress(RecordingListener.ANSWER); // the answer waits until that is acknowledged
          other.accept(RecordingListener.ANSWER);
        };
    second.send(successor.invite("Supported: 100rel\r\n" + replaces(""), CallScript.OFFER));
    SipText progress = second.receive(183);
    assertThat(fixture.listener.next()).isEqualTo("replaced");
    successor.toTag = progress.toTag();
    successor.target = progress.contact();
    second.send(successor.cancel());
    assertThat(second.receive(200).header("CSeq")).isEqualTo("1 CANCEL");
    second.send(successor.next("PRACK", "RAck: " + progress.header("RSeq") + " 1 INVITE\r\n", ""));
    second.receive(message -> message.status() == 200 && message.header("CSeq").endsWith("INVITE"));
    first.reply(first.receive("BYE"), 200, "");
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void aDialledCallCanBeReplaced() throws Exception {
    var callee = new CalleeScript(first);
    SipText ack = callee.establish(fixture);
    assertThat(fixture.listener.next()).isEqualTo("answered v=0");
    String ours = ack.header("From").replaceAll(".*tag=", "");
    assertThat(
            invite("Replaces: " + ack.header("Call-ID") + ";to-tag=" + ours + ";from-tag=a\r\n")
                .status())
        .isEqualTo(200);
    first.reply(first.receive("BYE"), 200, "");
    assertThat(fixture.listener.next()).isEqualTo("replaced");
  }

  @Test
  void whatMatchesNoCallGets481() throws Exception {
    establish();
    call.toTag = "other";
    assertThat(invite(replaces("")).status()).isEqualTo(481);
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void aCallThatIsOverGets603() throws Exception {
    establish();
    first.send(call.bye());
    first.receive(200);
    assertThat(invite(replaces("")).status()).isEqualTo(603);
  }

  @Test
  void aDialledCallThatIsOverGets603() throws Exception {
    SipText ack = new CalleeScript(first).establish(fixture);
    fixture.listener.dialog.bye();
    first.reply(first.receive("BYE"), 200, "");
    String ours = ack.header("From").replaceAll(".*tag=", "");
    assertThat(
            invite("Replaces: " + ack.header("Call-ID") + ";to-tag=" + ours + ";from-tag=a\r\n")
                .status())
        .isEqualTo(603);
  }

  @Test
  void severalGet400() throws Exception {
    establish();
    assertThat(invite(replaces("") + replaces("")).status()).isEqualTo(400);
    assertThat(fixture.endpoint.activeCalls()).isEqualTo(1);
  }

  @Test
  void earlyOnlyIsRefusedWhereTheCallStands() throws Exception {
    establish();
    assertThat(invite(replaces(";early-only")).status()).isEqualTo(486);
  }

  @Test
  void aCallThatRingsHereGets481() throws Exception {
    try (var ringing = EndpointFixture.answering(IncomingInvite::ring);
        var caller = new UdpPeer("127.0.0.1", ringing.port());
        var other = new UdpPeer("127.0.0.1", ringing.port())) {
      call = new CallScript(caller);
      caller.send(call.invite());
      call.toTag = caller.receive(180).toTag();
      other.send(new CallScript(other).invite(replaces(""), CallScript.OFFER));
      assertThat(other.receive(message -> message.status() >= 200).status()).isEqualTo(481);
    }
  }

  @Test
  void aTagThatIsMissingGets400() throws Exception {
    assertThat(invite("Replaces: " + call.callId + ";to-tag=1\r\n").status()).isEqualTo(400);
  }
}
