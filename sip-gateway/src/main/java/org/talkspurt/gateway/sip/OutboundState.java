package org.talkspurt.gateway.sip;

/** Where a call is that we began. */
enum OutboundState {
  /** No final response yet. Becomes ANSWERED, ABANDONED or ENDED. */
  CALLING,
  /** We do not want it any more; what is under way is still seen to. Becomes ENDED. */
  ABANDONED,
  /** A dialog stands. Becomes ENDED. */
  ANSWERED,
  /** Over. Stays. */
  ENDED;

  OutboundState become(OutboundState next) {
    boolean legal =
        switch (this) {
          case CALLING -> next != CALLING;
          case ABANDONED, ANSWERED -> next == ENDED;
          case ENDED -> false;
        };
    if (!legal) {
      throw new IllegalStateException(this + " → " + next);
    }
    return next;
  }
}
