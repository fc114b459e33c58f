package org.talkspurt.gateway.sip;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * SIP over TLS (RFC 3261 §26.2).
 *
 * @param port TCP port
 * @param context for the next connection: another one when the certificate was renewed
 * @param names what the servers that we connect to must prove; the context asks it when hands are
 *     shaken
 */
public record TlsSettings(
    int port,
    Supplier<SSLContext> context,
    ClientCertificates clientCertificates,
    ServerNames names) {

  /** Whether peers show a certificate of their own. */
  public enum ClientCertificates {
    /** They are not asked for one. */
    OFF,
    /** One that is shown must be good. */
    WANT,
    /** Without a good one there is no connection. */
    NEED
  }
}
