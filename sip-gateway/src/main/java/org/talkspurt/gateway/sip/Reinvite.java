package org.talkspurt.gateway.sip;

import org.jspecify.annotations.Nullable;

/**
 * A re-INVITE (RFC 3261 §14.2), or an UPDATE with an offer (RFC 3311 §5.2), that waits for its
 * response; the session goes on as it is.
 */
public interface Reinvite {

  /** The new offer; null when the peer wants one from us (the answer comes with the ACK). */
  @Nullable String offer();

  /** Sends 200 with the answer (or an offer when there was none). */
  void accept(String sdp);

  /**
   * Refuses the change, e.g. with 488; the session stays as it was.
   *
   * @param status 300 to 699
   */
  void reject(int status);
}
