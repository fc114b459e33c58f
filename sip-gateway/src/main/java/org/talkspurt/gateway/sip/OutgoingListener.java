package org.talkspurt.gateway.sip;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a call of ours. Exactly one of {@link #onNotAnswered} and the events that end a
 * dialog comes, unless {@link SipDialog#bye} ended it.
 */
public interface OutgoingListener extends SipDialogListener {

  /**
   * The phone rings, or an announcement is played instead; may come several times, from several
   * phones.
   *
   * @param status 101 to 199
   */
  void onRinging(int status);

  /**
   * A phone that rings offers another session (RFC 3311 §5.2): answer or reject it. What another
   * phone of the same call has is not changed by it.
   */
  default void onEarlyReinvite(Reinvite reinvite) {
    reinvite.reject(488);
  }

  /**
   * Somebody answered who had changed the session. Comes instead of {@link #onAnswered}.
   *
   * @param inForce the last of {@link #onEarlyReinvite} that was answered
   */
  default void onAnsweredAsChanged(Reinvite inForce) {}

  /**
   * Somebody answered; the ACK is under way. The events of {@link SipDialogListener} follow.
   *
   * @param answer session description; null if the peer owes it
   */
  void onAnswered(@Nullable String answer);

  /** Nobody answered; nothing follows. */
  void onNotAnswered(DialFailure failure);
}
