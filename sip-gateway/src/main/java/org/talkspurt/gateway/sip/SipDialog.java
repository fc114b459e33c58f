package org.talkspurt.gateway.sip;

/**
 * An accepted call (RFC 3261 §12). The actions may be called from any thread and return at once;
 * after the end they do nothing.
 */
public interface SipDialog {

  /** Ends the call; if the ACK is still missing, as soon as it came (RFC 3261 §15). */
  void bye();

  /**
   * Asks the peer to call somebody else (blind transfer, RFC 3515). Exactly one {@link
   * SipDialogListener#onReferResult} follows, unless the call ends before.
   *
   * @param targetUri SIP, SIPS or tel URI
   * @throws IllegalArgumentException if the target is none
   */
  void refer(String targetUri);
}
