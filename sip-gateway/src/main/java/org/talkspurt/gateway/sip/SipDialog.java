package org.talkspurt.gateway.sip;

import java.util.function.Consumer;

/**
 * An accepted call (RFC 3261 §12). The actions may be called from any thread and return at once;
 * after the end they do nothing.
 */
public interface SipDialog {

  /** Ends the call; if the ACK is still missing, as soon as it came (RFC 3261 §15). */
  void bye();

  /**
   * Asks the peer to call somebody else (RFC 3515). Exactly one {@link
   * SipDialogListener#onReferResult} follows, unless the call ends before.
   *
   * @param target SIP, SIPS or tel URI, or a number at the peer's host
   * @throws IllegalArgumentException if the target is none
   */
  void refer(String target);

  /**
   * Tells the URI by which another call's {@link #refer} lets its peer take our place in this one
   * (RFC 3891, RFC 5589 §7), if the call stands.
   *
   * @param taker called on a thread of the endpoint
   */
  void whenReplaceable(Consumer<String> taker);
}
