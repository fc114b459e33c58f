package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HexFormat;
import java.util.ListIterator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of one server (RFC 3261 §22) and goes on answering with its nonce in later
 * requests, which are then not challenged again. Confined to one strand.
 */
final class DigestClient {

  private final SipCredentials credentials;
  private final RandomGenerator random;
  private @Nullable DigestChallenge challenge;
  private boolean proxy;
  private String cnonce = "";
  private int count;

  DigestClient(SipCredentials credentials, RandomGenerator random) {
    this.credentials = credentials;
    this.random = random;
  }

  /** One that knows a password; null if there is none. */
  static @Nullable DigestClient of(@Nullable SipCredentials credentials) {
    return credentials == null ? null : new DigestClient(credentials, ThreadLocalRandom.current());
  }

  /** Whether a response asks for a password (RFC 3261 §22.2). */
  static boolean isChallenge(SIPResponse response) {
    return response.getStatusCode() == 401 || response.getStatusCode() == 407;
  }

  /**
   * Takes the challenge of a 401 or 407.
   *
   * @return false if there is no point in another request: the password was not believed, or we
   *     cannot answer
   */
  boolean take(SIPResponse response) {
    // A nonce that served earlier requests may be too old for this one; a new one may not.
    boolean refused = count == 1;
    proxy = response.getStatusCode() == 407;
    challenge = firstKnown(response);
    count = 0;
    cnonce = HexFormat.of().toHexDigits(random.nextLong());
    return challenge != null && (!refused || challenge.stale());
  }

  /** RFC 8760 §2.4: the topmost that we know; the server has put them in its order. */
  private @Nullable DigestChallenge firstKnown(SIPResponse response) {
    ListIterator<?> headers =
        response.getHeaders(proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME);
    while (headers.hasNext()) {
      var known = DigestChallenge.parse(((SIPHeader) headers.next()).getHeaderValue());
      if (known.isPresent()) {
        return known.get();
      }
    }
    return null;
  }

  /** Adds the answer to the last challenge, if there was one. */
  void authorize(SIPRequest request) {
    DigestChallenge now = challenge;
    if (now != null) {
      count++;
      SipMessages.addHeader(
          request,
          proxy ? "Proxy-Authorization" : "Authorization",
          credentials.answer(
              now, request.getMethod(), request.getRequestURI().toString(), cnonce, count));
    }
  }
}
