package org.talkspurt.gateway.sip;

import javax.sip.address.SipURI;

/** Which SIP URIs lead to the same (RFC 3261 §19.1.4). */
final class SipUris {

  private static final int DEFAULT_PORT = 5060;
  private static final int DEFAULT_TLS_PORT = 5061;

  private SipUris() {}

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
    return isForTls(uri) ? DEFAULT_TLS_PORT : DEFAULT_PORT;
  }

  /** Whether it is to be reached over TLS only. */
  static boolean isForTls(SipURI uri) {
    return uri.isSecure() || "tls".equalsIgnoreCase(uri.getTransportParam());
  }
}
