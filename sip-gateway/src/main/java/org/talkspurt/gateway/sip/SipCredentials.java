package org.talkspurt.gateway.sip;

/**
 * A user name and its password.
 *
 * @param password never shown
 */
public record SipCredentials(String username, String password) {

  /**
   * The answer to a challenge (RFC 7616 §3.4): the value of an Authorization or Proxy-Authorization
   * header.
   *
   * @param uri as it stands in the request line
   * @param cnonce ours: fresh for every nonce of the server's
   * @param count of the answers to this nonce, from 1
   */
  String answer(DigestChallenge challenge, String method, String uri, String cnonce, int count) {
    var header = new StringBuilder("Digest ");
    header.append("username=").append(quoted(username));
    header.append(", realm=").append(quoted(challenge.realm()));
    header.append(", nonce=").append(quoted(challenge.nonce()));
    header.append(", uri=").append(quoted(uri));
    header.append(", response=").append(quoted(response(challenge, method, uri, cnonce, count)));
    header.append(", algorithm=").append(challenge.algorithmName());
    if (challenge.qop()) {
      header.append(", qop=auth, nc=").append(countDigits(count));
    }
    if (challenge.qop() || challenge.session()) {
      header.append(", cnonce=").append(quoted(cnonce));
    }
    if (challenge.opaque() != null) {
      header.append(", opaque=").append(quoted(challenge.opaque()));
    }
    return header.toString();
  }

  /** What proves that we know the password; parameters as above. */
  String response(DigestChallenge challenge, String method, String uri, String cnonce, int count) {
    DigestAlgorithm algorithm = challenge.algorithm();
    String secret = algorithm.hash(username + ":" + challenge.realm() + ":" + password);
    if (challenge.session()) {
      secret = algorithm.hash(secret + ":" + challenge.nonce() + ":" + cnonce);
    }
    String request = algorithm.hash(method + ":" + uri);
    return challenge.qop()
        ? algorithm.hash(
            String.join(
                ":", secret, challenge.nonce(), countDigits(count), cnonce, "auth", request))
        : algorithm.hash(String.join(":", secret, challenge.nonce(), request));
  }

  private static String countDigits(int count) {
    return String.format("%08x", count);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Never the password. */
  @Override
  public String toString() {
    return "SipCredentials[username=" + username + "]";
  }
}
