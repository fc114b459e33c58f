package org.talkspurt.gateway.sip;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Who decides about new calls. */
public interface InviteListener {

  /**
   * Chooses the executor of a new call, usually a home loop. {@link #onInvite} and every event of
   * the call's {@link SipDialogListener} run on it, in order. Called on a thread of the SIP stack:
   * must return at once and decide nothing else. A {@link
   * java.util.concurrent.RejectedExecutionException} of the executor answers the call with 503.
   */
  Executor assignLoop(InviteFacts facts);

  /**
   * Whether a call that came now would find room. OPTIONS is answered accordingly (RFC 3261 §11.2),
   * so that whoever spreads calls over several machines leaves out one that is full or draining.
   * Called on a thread of the SIP stack: must return at once.
   */
  default boolean takesCalls() {
    return true;
  }

  /**
   * Whose password answers the challenges of a caller's side to requests of ours within the call
   * (RFC 3261 §22.1); null: nobody's. Called on a thread of the SIP stack: must return at once.
   */
  default @Nullable SipCredentials credentials(InviteFacts facts) {
    return null;
  }

  /** An INVITE that was assigned an executor never became a call: it was merged (482). */
  default void unassign(Executor loop) {}

  /**
   * A new call, already answered with 100 Trying. Runs on the assigned executor. The listener calls
   * {@link IncomingInvite#listen} before it returns, unless it rejects the call.
   */
  void onInvite(IncomingInvite invite);
}
