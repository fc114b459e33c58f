package org.talkspurt.gateway.call;

import java.util.Set;

/** Where a call stands. */
public enum CallState {
  /** The INVITE is here. Moves: RINGING, ENDED (refused). */
  INCOMING,
  /** Our INVITE is out. Moves: RINGING, ANSWERED, ENDED (not answered, cancelled). */
  DIALLING,
  /** 180 is sent, or here. Moves: ANSWERED, ENDED (cancelled, refused, not answered). */
  RINGING,
  /** 200 is sent and the ACK awaited, or it is here. Moves: TALKING, ENDED. */
  ANSWERED,
  /** Media flows both ways. Moves: ENDED. */
  TALKING,
  /** Over; nothing of it is left but its record. */
  ENDED;

  /**
   * The move to {@code next}.
   *
   * @throws IllegalStateException if it is not a legal one
   */
  CallState become(CallState next) {
    if (!moves().contains(next)) {
      throw new IllegalStateException(this + " cannot become " + next);
    }
    return next;
  }

  private Set<CallState> moves() {
    return switch (this) {
      case INCOMING -> Set.of(RINGING, ENDED);
      case DIALLING -> Set.of(RINGING, ANSWERED, ENDED);
      case RINGING -> Set.of(ANSWERED, ENDED);
      case ANSWERED -> Set.of(TALKING, ENDED);
      case TALKING -> Set.of(ENDED);
      case ENDED -> Set.of();
    };
  }
}
