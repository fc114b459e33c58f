package org.talkspurt.gateway.sip;

/** Where a call is, as the side that was called. */
enum InviteState {
  /** No final response yet. Becomes ACCEPTED or ENDED. */
  PROCEEDING,
  /** 200 sent, ACK missing. Becomes CONFIRMED or ENDED. */
  ACCEPTED,
  /** ACK seen. Becomes ENDED. */
  CONFIRMED,
  /** Over. Stays. */
  ENDED;

  InviteState become(InviteState next) {
    boolean legal =
        switch (this) {
          case PROCEEDING -> next == ACCEPTED || next == ENDED;
          case ACCEPTED -> next == CONFIRMED || next == ENDED;
          case CONFIRMED -> next == ENDED;
          case ENDED -> false;
        };
    if (!legal) {
      throw new IllegalStateException(this + " → " + next);
    }
    return next;
  }
}
