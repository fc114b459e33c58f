package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ListIterator;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sip.address.SipURI;
import javax.sip.header.AuthorizationHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks callers for the password of their account (RFC 3261 §22, RFC 7616, RFC 8760): those from an
 * account's addresses, those that name an account's user, and, where an account may call from
 * anywhere, every stranger. Whether a user exists is not to be learnt from the answers.
 * Thread-safe.
 */
final class CallerAuthentication {

  private static final Logger LOG = LoggerFactory.getLogger(CallerAuthentication.class);

  /** Wrong passwords that a source may try: at once, and then one a second. */
  static final int ATTEMPTS = 10;

  private static final Refusal FORBIDDEN = new Refusal(403, "Forbidden");

  private final SourcePolicy sources;
  private final CallerAccounts callers;
  private final DigestNonces nonces;
  private final SourceRates wrongAnswers = new SourceRates(1, ATTEMPTS, _ -> false);
  private final SipCredentials nobody;

  CallerAuthentication(SipSettings settings, InstantSource clock, RandomGenerator random) {
    this.sources = settings.sources();
    this.callers = settings.callers();
    this.nonces = new DigestNonces(clock, random);
    this.nobody = new SipCredentials("", Long.toHexString(random.nextLong()));
  }

  /** What comes of the question who calls. */
  sealed interface Verdict {

    /**
     * @param account null: one that need not prove anything
     */
    record Passed(@Nullable CallerAccount account) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}
  }

  /** Judges a request outside of dialogs. */
  Verdict check(SIPRequest request, long nowNs) {
    InetAddress source = request.getRemoteAddress();
    if (callers.accounts().isEmpty()) {
      return sources.allows(source) ? new Verdict.Passed(null) : new Verdict.Refused(FORBIDDEN);
    }
    if (wrongAnswers.isExhausted(source, nowNs)) {
      return new Verdict.Refused(FORBIDDEN);
    }
    Map<String, String> answer = answerIn(request);
    if (!answer.isEmpty()) { // its uri may be another: proxies change requests (RFC 3261 §22.4)
      return judge(request, answer, source, nowNs);
    }
    boolean known = sources.allows(source) || callers.ask(source);
    if (known && request.getMethod().equals("OPTIONS")) {
      return new Verdict.Passed(null); // monitors take a challenge for an outage
    }
    if (callers.ask(source)) {
      return challenge(source, false);
    }
    if (sources.allows(source)) {
      return callers.ofUser(userOf(request)) == null
          ? new Verdict.Passed(null)
          : challenge(source, false);
    }
    return callers.fromAnywhere() ? challenge(source, false) : new Verdict.Refused(FORBIDDEN);
  }

  private Map<String, String> answerIn(SIPRequest request) {
    ListIterator<?> headers = request.getHeaders(AuthorizationHeader.NAME);
    while (headers.hasNext()) {
      Map<String, String> answer =
          DigestParameters.of(((SIPHeader) headers.next()).getHeaderValue());
      if (callers.realm().equals(answer.get("realm"))) {
        return answer;
      }
    }
    return Map.of();
  }

  private Verdict judge(
      SIPRequest request, Map<String, String> answer, InetAddress source, long nowNs) {
    String nonce = answer.getOrDefault("nonce", "");
    if (!nonces.isGood(nonce, source)) {
      // Whoever sends it need not be at that address: it must not count against it.
      return challenge(source, true);
    }
    CallerAccount account = callers.ofUser(answer.getOrDefault("username", ""));
    int count = count(answer);
    boolean right = isRight(request.getMethod(), answer, nonce, count, account) && count > 0;
    if (!right || account == null || !mayCall(account, source)) {
      LOG.info("a caller at {} gave a wrong password", source.getHostAddress());
      return wrongAnswers.admits(source, nowNs)
          ? challenge(source, false)
          : new Verdict.Refused(FORBIDDEN);
    }
    return nonces.use(nonce, count) ? new Verdict.Passed(account) : challenge(source, true);
  }

  private boolean mayCall(CallerAccount account, InetAddress source) {
    return account.fromAnywhere() || account.sources().test(source);
  }

  private boolean isRight(
      String method,
      Map<String, String> answer,
      String nonce,
      int count,
      @Nullable CallerAccount account) {
    DigestAlgorithm algorithm =
        DigestAlgorithm.named(answer.getOrDefault("algorithm", DigestAlgorithm.MD5.headerName()));
    if (algorithm == null
        || !callers.algorithms().contains(algorithm)
        || !"auth".equalsIgnoreCase(answer.get("qop"))) {
      return false;
    }
    DigestChallenge given =
        new DigestChallenge(callers.realm(), nonce, null, algorithm, false, true, false);
    SipCredentials credentials = account == null ? nobody : account.credentials();
    String expected =
        credentials.response(
            given,
            method,
            answer.getOrDefault("uri", ""),
            answer.getOrDefault("cnonce", ""),
            count);
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        answer.getOrDefault("response", "").getBytes(StandardCharsets.UTF_8));
  }

  /** How often the nonce was used, from 1; 0 if that cannot be read. */
  private static int count(Map<String, String> answer) {
    String digits = answer.getOrDefault("nc", "");
    try {
      return digits.length() == 8 ? Math.max(0, Integer.parseUnsignedInt(digits, 16)) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Verdict challenge(InetAddress source, boolean stale) {
    String nonce = nonces.next(source);
    Stream<Refusal.Header> challenges =
        callers.algorithms().stream()
            .map(
                algorithm ->
                    new Refusal.Header(
                        "WWW-Authenticate",
                        "Digest realm=\""
                            + callers.realm()
                            + "\", nonce=\""
                            + nonce
                            + "\", algorithm="
                            + algorithm.headerName()
                            + ", qop=\"auth\""
                            + (stale ? ", stale=true" : "")));
    return new Verdict.Refused(new Refusal(401, null, challenges.toList()));
  }

  private static String userOf(SIPRequest request) {
    return request.getFrom().getAddress().getURI() instanceof SipURI uri && uri.getUser() != null
        ? uri.getUser()
        : "";
  }
}
