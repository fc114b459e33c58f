package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import java.text.ParseException;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** Which SIP URIs lead to the same (RFC 3261 §19.1.4). */
final class SipUris {

  private static final int DEFAULT_PORT = 5060;
  private static final int DEFAULT_TLS_PORT = 5061;

  private static final int MAX_LENGTH = 256;

  private static final AddressFactory ADDRESSES = new AddressFactoryImpl();

  private SipUris() {}

  /** A stranger's text as a URI; null if it is none, or a very long one. */
  static @Nullable URI parse(String text) {
    try {
      return text.length() <= MAX_LENGTH ? ADDRESSES.createURI(text) : null;
    } catch (ParseException e) {
      return null;
    }
  }

  /**
   * Whether two URIs name the same user at the same host and port. Unlike in the standard a port
   * that is left out is the default one, since registrars leave it out; parameters do not count.
   */
  static boolean isSamePlace(SipURI one, SipURI other) {
    return one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other)
        && HeaderText.cleanUnescaped(one.getUser())
            .equals(HeaderText.cleanUnescaped(other.getUser()));
  }

  /** The port that requests go to. */
  static int port(SipURI uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    boolean tls = uri.isSecure() || "tls".equalsIgnoreCase(uri.getTransportParam());
    return tls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
  }
}
