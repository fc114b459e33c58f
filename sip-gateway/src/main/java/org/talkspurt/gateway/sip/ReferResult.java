package org.talkspurt.gateway.sip;

/** Outcome of a blind transfer (RFC 3515). */
public sealed interface ReferResult {

  /** The target answered; the endpoint has ended the call with a BYE. */
  record Transferred() implements ReferResult {}

  /**
   * The peer refused the REFER, or the target did not answer; the call goes on.
   *
   * @param status the peer's response to REFER or the target's from the NOTIFY; 408 if nothing came
   */
  record Failed(int status) implements ReferResult {}
}
