package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.ListIterator;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of the servers on one way (RFC 3261 §22) and goes on answering with their
 * nonces in later requests, which are then not challenged again. Confined to one strand.
 */
final class DigestClient {

  /** Servers on the way of one request; of more the latest. */
  private static final int MAX_REALMS = 4;

  private final SipCredentials credentials;
  private final RandomGenerator random;
  private final SequencedMap<Asker, Answering> answers = new LinkedHashMap<>();

  /** Who asks: a proxy on the way, or who the request is for. */
  private record Asker(boolean proxy, String realm) {}

  /** The answers to one challenge. */
  private final class Answering {
    private final DigestChallenge challenge;
    private final String cnonce = HexFormat.of().toHexDigits(random.nextLong());
    private int count;

    Answering(DigestChallenge challenge) {
      this.challenge = challenge;
    }

    String next(SIPRequest request) {
      count++;
      return credentials.answer(
          challenge, request.getMethod(), request.getRequestURI().toString(), cnonce, count);
    }
  }

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
   * Takes the challenges of a 401 or 407; those of others, taken before, are answered on (§22.3).
   *
   * @return false if there is no point in another request: the password was not believed, or we
   *     cannot answer
   */
  boolean take(SIPResponse response) {
    Map<Asker, DigestChallenge> challenges = challenges(response);
    boolean refused = challenges.isEmpty();
    for (var asked : challenges.entrySet()) {
      DigestChallenge challenge = asked.getValue();
      Answering before = answers.get(asked.getKey());
      if (before == null && answers.size() == MAX_REALMS) {
        answers.pollFirstEntry();
      }
      // A nonce that served earlier requests may be too old for this one; a new one may not.
      refused |= before != null && before.count == 1 && !challenge.stale();
      answers.put(asked.getKey(), new Answering(challenge));
    }
    return !refused;
  }

  /** RFC 8760 §2.4: of each the topmost that we know; the server has put them in its order. */
  private static Map<Asker, DigestChallenge> challenges(SIPResponse response) {
    boolean proxy = response.getStatusCode() == 407;
    Map<Asker, DigestChallenge> challenges = new LinkedHashMap<>();
    ListIterator<?> headers =
        response.getHeaders(proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME);
    while (headers.hasNext()) {
      DigestChallenge.parse(((SIPHeader) headers.next()).getHeaderValue())
          .ifPresent(known -> challenges.putIfAbsent(new Asker(proxy, known.realm()), known));
    }
    return challenges;
  }

  /** Adds the answers to the challenges that there were. */
  void authorize(SIPRequest request) {
    answers.forEach(
        (asker, answering) ->
            SipMessages.addHeader(
                request,
                asker.proxy() ? "Proxy-Authorization" : "Authorization",
                answering.next(request)));
  }
}
