package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.util.UUID;

/** One call of a {@link SipPeer}: writes its requests with the right tags and numbers. */
final class CallScript {

  static final String OFFER =
      "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 40000 RTP/AVP 0\r\n";

  final SipPeer peer;
  final String callId = UUID.randomUUID().toString();
  final String fromTag = "from" + UUID.randomUUID();
  String target = "sip:echo@127.0.0.1";
  String toTag = "";
  int sequence = 1;
  String inviteBranch = newBranch();

  CallScript(SipPeer peer) {
    this.peer = peer;
  }

  static String newBranch() {
    return "z9hG4bK" + UUID.randomUUID();
  }

  /** The initial INVITE with an offer. */
  String invite() {
    return invite("", OFFER);
  }

  String invite(String extraHeaders, String sdp) {
    return message("INVITE", sequence, inviteBranch, extraHeaders + contact() + sdpType(sdp), sdp);
  }

  String contact() {
    return "Contact: <sip:caller@" + peer.self() + transportParameter() + ">\r\n";
  }

  private String transportParameter() {
    return peer.transport().equals("TCP") ? ";transport=tcp" : "";
  }

  private static String sdpType(String sdp) {
    return sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
  }

  /** The ACK for a 2xx: a transaction of its own. */
  String ack(String sdp) {
    return message("ACK", sequence, newBranch(), sdpType(sdp), sdp);
  }

  /** The ACK for a failure: part of the INVITE's transaction. */
  String ackFailure() {
    return message("ACK", sequence, inviteBranch, "", "");
  }

  String cancel() {
    return message("CANCEL", sequence, inviteBranch, "", "");
  }

  String bye() {
    return next("BYE", "", "");
  }

  String next(String method, String extraHeaders, String body) {
    sequence++;
    return message(method, sequence, newBranch(), extraHeaders, body);
  }

  String reinvite(String sdp) {
    sequence++;
    inviteBranch = newBranch();
    return message("INVITE", sequence, inviteBranch, contact() + sdpType(sdp), sdp);
  }

  String message(String method, long number, String branch, String extraHeaders, String body) {
    return method
        + " "
        + target
        + " SIP/2.0\r\nVia: SIP/2.0/"
        + peer.transport()
        + " "
        + peer.self()
        + ";rport;branch="
        + branch
        + "\r\nMax-Forwards: 70\r\nFrom: \"Caller\" <sip:caller@127.0.0.1>;tag="
        + fromTag
        + "\r\nTo: <sip:echo@127.0.0.1>"
        + (toTag.isEmpty() ? "" : ";tag=" + toTag)
        + "\r\nCall-ID: "
        + callId
        + "\r\nCSeq: "
        + number
        + " "
        + method
        + "\r\n"
        + extraHeaders
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** INVITE, 200, ACK; the 200 is returned. */
  SipText establish() throws IOException, InterruptedException {
    peer.send(invite());
    SipText ok = answered();
    peer.send(ack(""));
    return ok;
  }

  /** Waits for the 200 of the INVITE and takes over what the dialog needs. */
  SipText answered() throws InterruptedException {
    SipText ok = peer.receive(200);
    toTag = ok.toTag();
    target = ok.contact();
    return ok;
  }
}
