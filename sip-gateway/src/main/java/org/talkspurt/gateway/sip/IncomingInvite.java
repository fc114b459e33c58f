package org.talkspurt.gateway.sip;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE that waits for its final response. The actions may be called from any thread, return at
 * once and are carried out in order on the endpoint's own threads; what comes too late (the caller
 * cancelled, a second final response) is ignored.
 */
public interface IncomingInvite {

  InviteFacts facts();

  /** Sets the receiver of this call's events; called once, within {@code onInvite}. */
  void listen(SipDialogListener listener);

  /** Sends 180 Ringing. */
  void ring();

  /**
   * Sends 183 with the session description that {@link #accept} will repeat: the caller hears us
   * before the call is answered (RFC 3960 §3). Only for an INVITE that brought an offer.
   *
   * @param sdp the answer
   */
  void progress(String sdp);

  /**
   * Sends 200 with a session description and repeats it until the ACK arrives (RFC 3261 §13.3.1.4).
   *
   * @param sdp the answer, or an offer when the INVITE brought none
   */
  SipDialog accept(String sdp);

  /**
   * Sends a final response other than 2xx.
   *
   * @param status 300 to 699
   * @param reason reason phrase; null for the standard's
   * @param retryAfter Retry-After header (RFC 3261 §20.33), in whole seconds; null for none
   */
  void reject(int status, @Nullable String reason, @Nullable Duration retryAfter);
}
