package org.talkspurt.gateway.sdp;

/** Outcome of offer/answer (RFC 3264). */
public sealed interface NegotiationResult {

  /**
   * Both sides can talk.
   *
   * @param sdp our answer; empty when the peer's answer was read
   */
  record Accepted(String sdp, NegotiatedMedia media) implements NegotiationResult {}

  /**
   * A well-formed description with nothing for us.
   *
   * @param status SIP status: 488
   * @param reason for logs and the Warning header
   */
  record Rejected(int status, String reason) implements NegotiationResult {}

  /**
   * Not a session description, or beyond our limits.
   *
   * @param status SIP status: 400
   * @param reason what is wrong, in our words
   */
  record Malformed(int status, String reason) implements NegotiationResult {}
}
