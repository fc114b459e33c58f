package org.talkspurt.gateway.sip;

import java.util.Set;

/** Methods of the IANA registry, and those served here. */
final class SipMethods {

  /** Value of Allow (RFC 3261 §20.5). NOTIFY only within the subscription of our own REFER. */
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY";

  private static final Set<String> SERVED =
      Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "NOTIFY");

  private static final Set<String> KNOWN =
      Set.of("REGISTER", "MESSAGE", "SUBSCRIBE", "REFER", "UPDATE", "PRACK", "PUBLISH");

  private SipMethods() {}

  static boolean isServed(String method) {
    return SERVED.contains(method);
  }

  static boolean isKnown(String method) {
    return SERVED.contains(method) || KNOWN.contains(method);
  }

  /** A method name fit for a meter's label. */
  static String label(String method) {
    return isKnown(method) ? method : "other";
  }
}
