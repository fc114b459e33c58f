package org.talkspurt.gateway.sip;

import org.jspecify.annotations.Nullable;

/**
 * The session descriptions in force (RFC 3264 §8): what we sent last and what the peer said last.
 * Confined to the call's strand.
 */
final class Descriptions {

  private @Nullable String ours;
  private @Nullable String theirs;

  Descriptions(@Nullable String ours, @Nullable String theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Our description, to be offered again as it is; null: there is none yet. */
  @Nullable String ours() {
    return ours;
  }

  void sent(String description) {
    ours = description;
  }

  /** Takes over a description of the peer, null for none; whether it differs from the last. */
  boolean received(@Nullable String description) {
    if (description == null || description.equals(theirs)) {
      return false;
    }
    theirs = description;
    return true;
  }
}
