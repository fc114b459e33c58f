package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whom a certificate is for (RFC 5922 §7.1). */
final class ServerIdentities {

  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int ADDRESS = 7;

  private ServerIdentities() {}

  /**
   * The hosts of {@code sip:} and {@code sips:} URIs without a user, DNS names and addresses among
   * the alternative names; where there are no alternative names at all, the subject's common name.
   */
  static List<String> of(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      return commonNames(certificate);
    }
    List<String> identities = new ArrayList<>();
    for (List<?> alternative : alternatives) {
      if (!(alternative.get(1) instanceof String name)) {
        continue; // of a kind that names no host
      }
      switch ((int) alternative.get(0)) {
        case DNS, ADDRESS -> identities.add(name);
        case URI -> addHost(identities, name);
        default -> {}
      }
    }
    return identities;
  }

  private static void addHost(List<String> identities, String uri) {
    String scheme = uri.substring(0, uri.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    boolean sip = scheme.equals("sip:") || scheme.equals("sips:");
    if (sip && uri.indexOf('@') < 0) {
      identities.add(uri.substring(scheme.length()));
    }
  }

  private static List<String> commonNames(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(String::valueOf)
              .toList();
    } catch (InvalidNameException e) {
      return List.of();
    }
  }

  /** Compares names without regard to case, and addresses by what they are: IPv6 has spellings. */
  static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other) || sameAddress(one, other);
  }

  private static boolean sameAddress(String one, String other) {
    try {
      return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
    } catch (IllegalArgumentException e) {
      return false; // a name
    }
  }
}
