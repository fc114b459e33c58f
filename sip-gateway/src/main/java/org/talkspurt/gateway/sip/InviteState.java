package org.talkspurt.gateway.sip;

/** Where a call's dialog is. */
enum InviteState {
  /**
   * No final response yet. Becomes ACCEPTED as the called side, CONFIRMED as the other, or ENDED.
   */
  PROCEEDING,
  /** Our 200 is sent, its ACK missing. Becomes CONFIRMED or ENDED. */
  ACCEPTED,
  /** ACK seen or sent. Becomes ENDED. */
  CONFIRMED,
  /** Over. Stays. */
  ENDED;

  InviteState become(InviteState next) {
    boolean legal =
        switch (this) {
          case PROCEEDING -> next == ACCEPTED || next == CONFIRMED || next == ENDED;
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
