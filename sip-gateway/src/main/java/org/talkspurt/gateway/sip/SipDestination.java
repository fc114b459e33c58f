package org.talkspurt.gateway.sip;

import org.jspecify.annotations.Nullable;

/**
 * A host that takes our calls.
 *
 * @param host name or address literal, IPv6 without brackets
 * @param port 0: the transport's usual one
 * @param transport null: the one that its domain likes best (RFC 3263 §4.1)
 */
public record SipDestination(String host, int port, @Nullable SipTransport transport) {

  private static final int PORT = 5060;
  private static final int TLS_PORT = 5061;

  /** The host as it stands in a URI: IPv6 in brackets (RFC 3261 §19.1.1). */
  public String uriHost() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** The port to send to. */
  int effectivePort() {
    return port > 0 ? port : transport == SipTransport.TLS ? TLS_PORT : PORT;
  }
}
