package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where the 3xx responses to one call lead (RFC 3261 §8.1.3.4): only to allowed targets, never
 * twice to the same, and not for ever.
 */
final class Redirections {

  /** How often one call may be sent on. */
  static final int MAX_REDIRECTIONS = 3;

  private static final int MAX_CONTACTS = 16;

  private final Predicate<String> allowed;
  private final Set<String> tried = new HashSet<>();
  private int followed;

  /**
   * @param allowed tells of {@code user@host}, the host in lower case
   */
  Redirections(SipURI target, Predicate<String> allowed) {
    this.allowed = allowed;
    tried.add(placeOf(target));
  }

  /** The next target: the allowed one that the peer likes best; null if there is none. */
  @Nullable SipURI next(SIPResponse redirect) {
    if (followed == MAX_REDIRECTIONS) {
      return null;
    }
    for (ContactHeader contact : contacts(redirect)) {
      if (contact.getAddress().getURI() instanceof SipURI uri
          && isReachable(uri)
          && allowed.test(nameOf(uri))
          && tried.add(placeOf(uri))) {
        followed++;
        return target(uri);
      }
    }
    return null;
  }

  private static List<ContactHeader> contacts(SIPResponse redirect) {
    List<ContactHeader> contacts = new ArrayList<>();
    ListIterator<?> headers = redirect.getHeaders(ContactHeader.NAME);
    while (headers.hasNext() && contacts.size() < MAX_CONTACTS) {
      contacts.add((ContactHeader) headers.next());
    }
    contacts.sort(Comparator.comparingDouble(Redirections::preference).reversed());
    return contacts;
  }

  /** q (RFC 3261 §20.10); 1 where there is none. */
  private static double preference(ContactHeader contact) {
    float q = contact.getQValue();
    return q < 0 ? 1 : q;
  }

  private static String nameOf(SipURI uri) {
    String user = HeaderText.cleanUnescaped(uri.getUser());
    return user + "@" + uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static String placeOf(SipURI uri) {
    return nameOf(uri) + ":" + SipUris.port(uri);
  }

  /** Without what a URI may smuggle into the request: headers, method, password (§19.1.5). */
  private static SipURI target(SipURI uri) {
    SipUri target = new SipUri();
    try {
      target.setUser(uri.getUser());
      target.setHost(uri.getHost());
      if (uri.getPort() > 0) {
        target.setPort(uri.getPort());
      }
      if (uri.getTransportParam() != null) {
        target.setTransportParam(uri.getTransportParam().toLowerCase(Locale.ROOT));
      }
    } catch (ParseException e) {
      throw new IllegalStateException("parts of a parsed URI do not fit", e);
    }
    return target;
  }

  private static boolean isReachable(SipURI uri) {
    String transport = uri.getTransportParam();
    return !uri.isSecure()
        && (transport == null
            || transport.equalsIgnoreCase("udp")
            || transport.equalsIgnoreCase("tcp"));
  }
}
