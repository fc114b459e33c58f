package org.talkspurt.gateway.ops;

import java.util.Set;

/** How far the end of the service has come. */
public enum DrainState {
  /** New calls are taken. Moves: DRAINING. */
  SERVING,
  /** New calls are refused, those that stand go on. Moves: FAREWELL, DONE. */
  DRAINING,
  /** Those that still stand have been told goodbye. Moves: DONE. */
  FAREWELL,
  /** Nothing is worth waiting for any more. */
  DONE;

  /**
   * The move to {@code next}.
   *
   * @throws IllegalStateException if it is not a legal one
   */
  DrainState become(DrainState next) {
    if (!moves().contains(next)) {
      throw new IllegalStateException(this + " cannot become " + next);
    }
    return next;
  }

  private Set<DrainState> moves() {
    return switch (this) {
      case SERVING -> Set.of(DRAINING);
      case DRAINING -> Set.of(FAREWELL, DONE);
      case FAREWELL -> Set.of(DONE);
      case DONE -> Set.of();
    };
  }
}
