package org.talkspurt.gateway.sip;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a call, delivered on the executor that {@link InviteListener#assignLoop} chose.
 * Exactly one of {@link #onCancelled}, {@link #onBye} and {@link #onDialogFailed} ends a call that
 * was neither rejected nor ended by {@link SipDialog#bye}; nothing follows it.
 */
public interface SipDialogListener {

  /** The caller gave up before the answer; 487 is sent. */
  void onCancelled();

  /**
   * The ACK for a 200 of ours (INVITE or re-INVITE) arrived.
   *
   * @param answer the peer's answer where we made the offer; null elsewhere, and where the peer
   *     owes it
   */
  void onAcknowledged(@Nullable String answer);

  /**
   * Our last description was offered again as it is, to refresh the session, and the peer answers
   * with another one than before.
   */
  void onDescriptionChanged(String answer);

  /**
   * Somebody else takes the peer's place (RFC 3891), after an attended transfer for instance. With
   * {@link IncomingInvite#accept} the call goes on there: nothing more is told of the old dialog,
   * which gets its BYE. Rejected, it stays as it was.
   */
  void onReplaced(IncomingInvite successor);

  /** The peer ended the call; 200 is sent. */
  void onBye();

  /**
   * The peer wants to change the session (hold, codec, address), by re-INVITE or UPDATE: answer or
   * reject it.
   */
  void onReinvite(Reinvite reinvite);

  /**
   * The peer reports by INFO that a key was pressed; 200 is sent.
   *
   * @param key one of {@code 0-9 * # A-D}
   */
  void onInfoDigit(char key);

  /** How a {@link SipDialog#refer} went. */
  void onReferResult(ReferResult result);

  /** The call is over without anybody's wish; a BYE is sent where the peer may still listen. */
  void onDialogFailed(DialogFailure failure);
}
