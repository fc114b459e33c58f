package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.extensions.Replaces;
import gov.nist.javax.sip.message.SIPRequest;
import org.jspecify.annotations.Nullable;

/**
 * Whose place an INVITE wants to take (RFC 3891 §3).
 *
 * @param dialog null: that cannot be, because a tag is missing
 * @param earlyOnly whether only a call that is not answered yet may be replaced
 */
record Replacement(@Nullable DialogKey dialog, boolean earlyOnly) {

  /** What an INVITE says; null: nothing. */
  static @Nullable Replacement of(SIPRequest invite) {
    if (!(invite.getHeader(Replaces.NAME) instanceof Replaces replaces)) {
      return null;
    }
    String local = replaces.getToTag();
    String remote = replaces.getFromTag();
    return new Replacement(
        local == null || remote == null ? null : new DialogKey(replaces.getCallId(), local, remote),
        replaces.hasParameter("early-only"));
  }
}
