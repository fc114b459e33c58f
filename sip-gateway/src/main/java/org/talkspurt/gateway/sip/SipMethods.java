package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.ListIterator;
import java.util.Set;
import javax.sip.header.AllowHeader;

/** Methods of the IANA registry, and those served here. */
final class SipMethods {

  /** Value of Allow (RFC 3261 §20.5). NOTIFY only within the subscription of our own REFER. */
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, UPDATE, PRACK";

  private static final Set<String> SERVED =
      Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "NOTIFY", "UPDATE", "PRACK");

  private static final Set<String> KNOWN =
      Set.of("REGISTER", "MESSAGE", "SUBSCRIBE", "REFER", "PUBLISH");

  private SipMethods() {}

  static boolean isServed(String method) {
    return SERVED.contains(method);
  }

  static boolean isKnown(String method) {
    return SERVED.contains(method) || KNOWN.contains(method);
  }

  /**
   * Whether the sender of a message takes a method (RFC 3261 §20.5).
   *
   * @param otherwise what counts where it does not say
   */
  static boolean isAllowedBy(SIPMessage message, String method, boolean otherwise) {
    ListIterator<?> allowed = message.getHeaders(AllowHeader.NAME);
    boolean said = allowed.hasNext();
    while (allowed.hasNext()) {
      if (method.equals(((AllowHeader) allowed.next()).getMethod())) {
        return true;
      }
    }
    return !said && otherwise;
  }

  /** A method name fit for a meter's label. */
  static String label(String method) {
    return isKnown(method) ? method : "other";
  }
}
