package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Set;
import javax.sip.header.OptionTag;
import javax.sip.header.RequireHeader;
import javax.sip.header.SupportedHeader;

/** Extensions of the protocol, by option tag (RFC 3261 §19.2). */
final class OptionTags {

  /** Session timers (RFC 4028). */
  static final String TIMER = "timer";

  /** Reliable provisional responses (RFC 3262). */
  static final String RELIABLE = "100rel";

  /** A call that takes another's place (RFC 3891). */
  static final String REPLACES = "replaces";

  /** Value of Supported in what we send. */
  static final String SUPPORTED = TIMER + ", " + RELIABLE + ", " + REPLACES;

  private static final Set<String> OURS = Set.of(TIMER, RELIABLE, REPLACES);

  private OptionTags() {}

  /** Whether we know an extension; case does not matter (RFC 3261 §7.3.1). */
  static boolean isKnown(String tag) {
    return OURS.contains(tag.toLowerCase(Locale.ROOT));
  }

  /** Whether the sender of a message says in Supported or Require that it knows an extension. */
  static boolean isSupportedBy(SIPMessage message, String tag) {
    return names(message, SupportedHeader.NAME, tag) || isRequiredBy(message, tag);
  }

  /** Whether the sender of a message demands an extension. */
  static boolean isRequiredBy(SIPMessage message, String tag) {
    return names(message, RequireHeader.NAME, tag);
  }

  private static boolean names(SIPMessage message, String header, String tag) {
    ListIterator<?> tags = message.getHeaders(header);
    while (tags.hasNext()) {
      if (tag.equalsIgnoreCase(((OptionTag) tags.next()).getOptionTag())) {
        return true;
      }
    }
    return false;
  }
}
