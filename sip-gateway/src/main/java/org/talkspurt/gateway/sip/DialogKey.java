package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import org.jspecify.annotations.Nullable;

/** Identifies a dialog (RFC 3261 §12). */
record DialogKey(String callId, String localTag, String remoteTag) {

  /** The dialog that a message of the peer belongs to; null outside of any. */
  static @Nullable DialogKey of(SIPMessage request) {
    String localTag = request.getToTag();
    return localTag == null
        ? null
        : new DialogKey(request.getCallId().getCallId(), localTag, remoteTag(request.getFromTag()));
  }

  /** The tag of a peer, which has none if it is of RFC 2543 (RFC 3261 §12.1.1). */
  static String remoteTag(@Nullable String tag) {
    return tag == null ? "" : tag;
  }

  /** The dialog that a response of the peer belongs to; null outside of any. */
  static @Nullable DialogKey ofResponse(SIPMessage response) {
    String localTag = response.getFromTag();
    String remoteTag = response.getToTag();
    return localTag == null || remoteTag == null
        ? null
        : new DialogKey(response.getCallId().getCallId(), localTag, remoteTag);
  }
}
