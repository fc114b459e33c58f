package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.RSeq;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The phones that ring for one call of ours, by To tag: what they described, and the PRACKs for
 * their reliable responses (RFC 3262 §4). Confined to the call's strand.
 */
final class EarlyDialogs {

  /** Phones that may ring for the same call: a proxy's forks. More are not listened to. */
  static final int MAX_DIALOGS = 8;

  /** A way back to a phone. */
  @FunctionalInterface
  interface PathMaker {
    DialogPath make(SIPResponse response);
  }

  private static final class Early {
    private @Nullable String description;
    private @Nullable DialogPath path;
    private long lastNumber;
    private long lastSequence;
  }

  private final SipRuntime runtime;
  private final Map<String, Early> byTag = new HashMap<>();

  EarlyDialogs(SipRuntime runtime) {
    this.runtime = runtime;
  }

  /**
   * Takes a provisional response; a reliable one gets its PRACK.
   *
   * @return false: it was here before, or came before its turn, and is not to be looked at
   */
  boolean take(SIPResponse response, PathMaker paths) {
    String tag = response.getToTag();
    if (tag == null || (!byTag.containsKey(tag) && byTag.size() >= MAX_DIALOGS)) {
      return !isReliable(response);
    }
    Early early = byTag.computeIfAbsent(tag, _ -> new Early());
    if (isReliable(response) && !acknowledge(early, response, paths)) {
      return false;
    }
    if (early.description == null) {
      // §13.2.1: the first description of a dialog is the answer; some 200s come without one then.
      early.description = SdpBody.of(response);
    }
    return true;
  }

  private static boolean isReliable(SIPResponse response) {
    return OptionTags.isRequiredBy(response, OptionTags.RELIABLE)
        && response.getHeader(RSeq.NAME) instanceof RSeq;
  }

  /** §4: in the order of their numbers; a gap is closed by the repetition of what is missing. */
  private boolean acknowledge(Early early, SIPResponse response, PathMaker paths) {
    long number = ((RSeq) response.getHeader(RSeq.NAME)).getSeqNumber();
    if (early.lastNumber != 0 && number != early.lastNumber + 1) {
      return false;
    }
    DialogPath path = early.path;
    if (path == null) {
      path = paths.make(response);
      early.path = path;
    }
    early.lastNumber = number;
    early.lastSequence = path.nextSequence();
    String acknowledged =
        number + " " + response.getCSeq().getSeqNumber() + " " + response.getCSeq().getMethod();
    DialogPath way = path;
    runtime.send(
        path,
        early.lastSequence,
        InviteAttempt.NOBODY,
        (sequence, hop) -> {
          SIPRequest prack = way.request("PRACK", sequence, hop);
          SipMessages.addHeader(prack, "RAck", acknowledged);
          return prack;
        });
    return true;
  }

  /** What the phone of this tag described before its 200; null: nothing. */
  @Nullable String description(String tag) {
    Early early = byTag.get(tag);
    return early == null ? null : early.description;
  }

  /** The number of our last request to the phone of this tag; 0: there was none. */
  long lastSequence(String tag) {
    Early early = byTag.get(tag);
    return early == null ? 0 : early.lastSequence;
  }
}
