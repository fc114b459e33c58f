package org.talkspurt.gateway.sip;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server's question for a password (RFC 7616 §3.3, RFC 8760).
 *
 * @param algorithm one that we know
 * @param session whether the algorithm is the {@code -sess} variant
 * @param qop whether the quality of protection is {@code auth}; false: none was asked for (RFC
 *     2069)
 * @param stale whether the password was right and only the nonce too old
 */
record DigestChallenge(
    String realm,
    String nonce,
    @Nullable String opaque,
    DigestAlgorithm algorithm,
    boolean session,
    boolean qop,
    boolean stale) {

  private static final String SESSION = "-SESS";

  /**
   * Reads the value of a WWW-Authenticate or Proxy-Authenticate header.
   *
   * @return empty if it is no digest challenge, is broken, or asks for an algorithm or a quality of
   *     protection that we do not have
   */
  static Optional<DigestChallenge> parse(String header) {
    Map<String, String> parameters = DigestParameters.of(header);
    String realm = parameters.get("realm");
    String nonce = parameters.get("nonce");
    String named = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    boolean session = named.endsWith(SESSION);
    DigestAlgorithm algorithm =
        DigestAlgorithm.named(
            session ? named.substring(0, named.length() - SESSION.length()) : named);
    String qop = parameters.get("qop");
    boolean auth = qop != null && List.of(qop.strip().split("\\s*,\\s*")).contains("auth");
    if (realm == null || nonce == null || algorithm == null || (qop != null && !auth)) {
      return Optional.empty();
    }
    boolean stale = "true".equalsIgnoreCase(parameters.get("stale"));
    return Optional.of(
        new DigestChallenge(
            realm, nonce, parameters.get("opaque"), algorithm, session, auth, stale));
  }

  /** The algorithm as it is written in headers. */
  String algorithmName() {
    return algorithm.headerName() + (session ? "-sess" : "");
  }
}
