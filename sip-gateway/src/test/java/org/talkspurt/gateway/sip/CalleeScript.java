package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** A phone that an endpoint dials: says what the test wants, with the right tags and numbers. */
final class CalleeScript {

  static final String ANSWER = RecordingListener.ANSWER;

  final SipPeer peer;
  SipText invite;
  private int sequence;

  CalleeScript(SipPeer peer) {
    this.peer = peer;
  }

  /** The endpoint dials {@code bob}; the call's events go to the fixture's listener. */
  static SipDialog dial(EndpointFixture fixture, OutgoingCall call) {
    return fixture.endpoint.dial(call, fixture.home, fixture.listener);
  }

  OutgoingCall call() {
    return call(Duration.ofSeconds(20), _ -> false);
  }

  OutgoingCall call(Duration ringTimeout, Predicate<String> redirectTargets) {
    return new OutgoingCall(
        UUID.randomUUID().toString(),
        "sip:bob@" + peer.self(),
        new OutgoingCall.Caller("+15550100", "The Clinic", "clinic.example"),
        List.of(hop(peer)),
        null,
        List.of(),
        InetAddress.ofLiteral("127.0.0.1"),
        CallScript.OFFER,
        ringTimeout,
        new SipCredentials("clinic", "zanzibar"),
        redirectTargets);
  }

  static NextHop hop(SipPeer peer) {
    int colon = peer.self().lastIndexOf(':');
    return new NextHop(
        new InetSocketAddress(
            InetAddress.ofLiteral(peer.self().substring(0, colon)),
            Integer.parseInt(peer.self().substring(colon + 1))),
        SipTransport.UDP);
  }

  /** Waits for the INVITE. */
  SipText invited() throws InterruptedException {
    invite = peer.receive("INVITE");
    return invite;
  }

  void respond(int status, String tag, String headers, String sdp) throws IOException {
    peer.send(
        "SIP/2.0 "
            + status
            + " Whatever\r\nVia: "
            + invite.header("Via")
            + "\r\nFrom: "
            + invite.header("From")
            + "\r\nTo: "
            + invite.header("To")
            + (tag.isEmpty() ? "" : ";tag=" + tag)
            + "\r\nCall-ID: "
            + invite.header("Call-ID")
            + "\r\nCSeq: "
            + invite.header("CSeq")
            + "\r\n"
            + headers
            + (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
            + "Content-Length: "
            + sdp.length()
            + "\r\n\r\n"
            + sdp);
  }

  /** A failure; the ACK is awaited. */
  void refuse(int status, String headers) throws Exception {
    respond(status, "f" + status, headers, "");
    SipText ack = peer.receive("ACK");
    if (!ack.header("CSeq").equals(number() + " ACK")) {
      throw new AssertionError(ack.raw());
    }
  }

  /** 200 under a tag. */
  void answer(String tag) throws IOException {
    respond(200, tag, contact(), ANSWER);
  }

  String contact() {
    return "Contact: <sip:bob@" + peer.self() + ">\r\n";
  }

  /** Dials, answers, takes the ACK. */
  SipText establish(EndpointFixture fixture) throws Exception {
    fixture.listener.dialog = dial(fixture, call());
    invited();
    answer("a");
    return peer.receive("ACK");
  }

  String number() {
    return invite.header("CSeq").split(" ")[0];
  }

  /** A request of the phone in the dialog of tag {@code a}. */
  String request(String method, String headers, String body) {
    sequence++;
    return method
        + " "
        + invite.contact()
        + " SIP/2.0\r\nVia: SIP/2.0/UDP "
        + peer.self()
        + ";rport;branch=z9hG4bK"
        + UUID.randomUUID()
        + "\r\nMax-Forwards: 70\r\nFrom: "
        + invite.header("To")
        + ";tag=a\r\nTo: "
        + invite.header("From")
        + "\r\nCall-ID: "
        + invite.header("Call-ID")
        + "\r\nCSeq: "
        + sequence
        + " "
        + method
        + "\r\n"
        + headers
        + (body.isEmpty() ? "" : contact() + "Content-Type: application/sdp\r\n")
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
