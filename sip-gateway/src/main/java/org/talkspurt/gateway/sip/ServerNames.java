package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.sip.SipException;
import javax.sip.address.Hop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names that servers have to prove when we connect to them over TLS: not those that DNS led to,
 * but the domain that was asked for (RFC 5922 §7.3). Who sends says which; the stack, which knows
 * addresses only, connects in the sender's thread.
 */
public final class ServerNames {

  /** How a certificate's names are compared. */
  public enum Match {
    /** Letter by letter, as RFC 5922 §7.2 has it. */
    EXACT,
    /** {@code *.} stands for the first label of a name, as on the Web. */
    WILDCARDS,
    /** Not at all: a good certificate for any name will do. */
    OFF
  }

  /** What is sent, and where. */
  interface Sending<R> {
    R run() throws SipException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ServerNames.class);

  private static final ScopedValue<String> WANTED = ScopedValue.newInstance();

  private final Match match;

  public ServerNames(Match match) {
    this.match = match;
  }

  /** Sends something that is meant for the hop's server only, if it names one. */
  static <R> R lookingFor(Hop hop, Sending<R> sending) throws SipException {
    return hop instanceof NamedHop named
        ? ScopedValue.where(WANTED, named.server()).call(sending::run)
        : sending.run();
  }

  /** Whether what this thread sends is for a certain server. */
  static boolean isOneWanted() {
    return WANTED.isBound();
  }

  /**
   * Whether a server is the one that this thread looks for, or else the one of that address.
   *
   * @throws CertificateException if it is not, with the names of both sides
   */
  void check(InetAddress address, X509Certificate certificate) throws CertificateException {
    String wanted = WANTED.orElse(address.getHostAddress());
    if (!isFor(certificate, wanted)) {
      String names = HeaderText.clean(ServerIdentities.of(certificate).toString());
      String difference =
          "the certificate of %s is for %s, not for %s"
              .formatted(address.getHostAddress(), names, wanted);
      LOG.warn("No SIP over TLS: {} (talkspurt.sip.tls.server-names)", difference);
      throw new CertificateException(difference);
    }
  }

  private boolean isFor(X509Certificate certificate, String server)
      throws CertificateParsingException {
    if (match == Match.OFF) {
      return true;
    }
    List<String> identities = ServerIdentities.of(certificate);
    return identities.stream().anyMatch(identity -> isFor(identity, server));
  }

  private boolean isFor(String identity, String server) {
    if (match == Match.WILDCARDS && identity.startsWith("*.")) {
      int label = server.indexOf('.');
      // "*.example" would be for every domain below a top-level one
      return label > 0
          && identity.indexOf('.', 2) > 0
          && identity.substring(1).equalsIgnoreCase(server.substring(label));
    }
    return ServerIdentities.same(identity, server);
  }
}
