package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.sip.CallerAuthentication.Verdict;

/** Who is asked for a password, and which answers are believed (RFC 3261 §22, RFC 7616). */
class CallerAuthenticationTest {

  private static final String CARRIER = "203.0.113.3";
  private static final String STRANGER = "198.51.100.1";
  private static final String NEIGHBOUR = "10.0.0.7";
  private static final SipCredentials FRONT_DESK = new SipCredentials("frontdesk", "open sesame");

  private static final List<DigestAlgorithm> BOTH =
      List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long nowNs;

  private final CallerAccount fromAnywhere = new CallerAccount("pbx", FRONT_DESK, _ -> false, true);
  private final CallerAccount ofCarrier =
      new CallerAccount(
          "carrier",
          new SipCredentials("carrier", "secret"),
          InetAddress.ofLiteral(CARRIER)::equals,
          false);

  private CallerAuthentication asking(CallerAccount... accounts) {
    return new CallerAuthentication(
        EndpointFixture.asking(new CallerAccounts("talkspurt", BOTH, List.of(accounts))),
        () -> now,
        new Random(1));
  }

  @Test
  void aStrangerIsRefusedWhereNobodyMayCallFromAnywhere() throws Exception {
    assertThat(refusal(asking(), from(STRANGER, "alice", "")).status()).isEqualTo(403);
    assertThat(refusal(asking(ofCarrier), from(STRANGER, "carrier", "")).status()).isEqualTo(403);
  }

  @Test
  void aStrangerIsAskedWhereSomebodyMay() throws Exception {
    Refusal refusal = refusal(asking(fromAnywhere), from(STRANGER, "alice", ""));
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.headers())
        .extracting(Refusal.Header::value)
        .satisfiesExactly(
            best -> assertThat(best).contains("SHA-256", "qop=\"auth\""),
            other -> assertThat(other).contains("MD5").doesNotContain("stale"));
  }

  @Test
  void aNeighbourNeedNotSayUnlessItNamesAnAccount() throws Exception {
    var asking = asking(fromAnywhere);
    assertThat(asking.check(from(NEIGHBOUR, "alice", ""), nowNs))
        .isEqualTo(new Verdict.Passed(null));
    assertThat(refusal(asking, from(NEIGHBOUR, "frontdesk", "")).status()).isEqualTo(401);
  }

  @Test
  void anAccountsAddressesAreAlwaysAsked() throws Exception {
    assertThat(refusal(asking(ofCarrier), from(CARRIER, "alice", "")).status()).isEqualTo(401);
  }

  /** It only asks whether we are there, as the qualifying of PBXs and proxies does. */
  @Test
  void optionsOfAnAccountsAddressNeedNoPassword() throws Exception {
    var asking = asking(ofCarrier, fromAnywhere);
    for (String source : List.of(CARRIER, NEIGHBOUR)) {
      assertThat(asking.check(options(source, "frontdesk"), nowNs))
          .isEqualTo(new Verdict.Passed(null));
    }
    assertThat(refusal(asking, options(STRANGER, "frontdesk")).status()).isEqualTo(401);
    assertThat(refusal(asking(ofCarrier), options(STRANGER, "carrier")).status()).isEqualTo(403);
  }

  @Test
  void theRightPasswordOpensWithEitherAlgorithm() throws Exception {
    var asking = asking(fromAnywhere, ofCarrier);
    for (int algorithm = 0; algorithm < 2; algorithm++) {
      String answer = answer(asking, STRANGER, FRONT_DESK, algorithm, 1);
      assertThat(asking.check(from(STRANGER, "alice", answer), nowNs))
          .isEqualTo(new Verdict.Passed(fromAnywhere));
    }
  }

  @Test
  void anAccountWithAddressesMayNotBeUsedFromOthers() throws Exception {
    var asking = asking(fromAnywhere, ofCarrier);
    String answer = answer(asking, STRANGER, ofCarrier.credentials(), 0, 1);
    assertThat(refusal(asking, from(STRANGER, "carrier", answer)).status()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordAndAnUnknownUserLookTheSame() throws Exception {
    var asking = asking(fromAnywhere);
    for (var wrong :
        List.of(new SipCredentials("frontdesk", "?"), new SipCredentials("nobody", "?"))) {
      Refusal refusal = refusal(asking, from(STRANGER, "a", answer(asking, STRANGER, wrong, 0, 1)));
      assertThat(refusal.status()).isEqualTo(401);
      assertThat(refusal.headers()).noneMatch(header -> header.value().contains("stale"));
    }
  }

  @Test
  void whatSomebodyOverheardIsWorthNothing() throws Exception {
    var asking = asking(fromAnywhere);
    String answer = answer(asking, STRANGER, FRONT_DESK, 0, 1);
    asking.check(from(STRANGER, "alice", answer), nowNs);
    Refusal again = refusal(asking, from(STRANGER, "alice", answer));
    assertThat(again.headers()).allMatch(header -> header.value().endsWith("stale=true"));
    assertThat(refusal(asking, from(NEIGHBOUR, "alice", answer)).status()).isEqualTo(401);
  }

  @Test
  void aNonceMayBeUsedOnWithAHigherCount() throws Exception {
    var asking = asking(fromAnywhere);
    SIPRequest asked = from(STRANGER, "alice", "");
    DigestChallenge challenge = challenge(asking, asked, 0);
    for (int count = 1; count <= 3; count++) {
      assertThat(asking.check(from(STRANGER, "alice", answer(challenge, FRONT_DESK, count)), nowNs))
          .isEqualTo(new Verdict.Passed(fromAnywhere));
    }
  }

  @Test
  void anOldNonceIsStale() throws Exception {
    var asking = asking(fromAnywhere);
    String answer = answer(asking, STRANGER, FRONT_DESK, 0, 1);
    now = now.plus(DigestNonces.LIFETIME);
    Refusal refusal = refusal(asking, from(STRANGER, "alice", answer));
    assertThat(refusal.headers()).allMatch(header -> header.value().endsWith("stale=true"));
  }

  @Test
  void whoGuessesIsSoonNotListenedTo() throws Exception {
    var asking = asking(fromAnywhere);
    String right = answer(asking, STRANGER, FRONT_DESK, 0, 1);
    for (int i = 0; i < CallerAuthentication.ATTEMPTS; i++) {
      var wrong = new SipCredentials("frontdesk", "guess " + i);
      refusal(asking, from(STRANGER, "a", answer(asking, STRANGER, wrong, 0, 1)));
    }
    assertThat(refusal(asking, from(STRANGER, "a", right)).status()).isEqualTo(403);
    String ofNeighbour = answer(asking, NEIGHBOUR, FRONT_DESK, 0, 1);
    assertThat(asking.check(from(NEIGHBOUR, "a", ofNeighbour), nowNs))
        .isEqualTo(new Verdict.Passed(fromAnywhere));
    nowNs += Duration.ofSeconds(2).toNanos();
    assertThat(asking.check(from(STRANGER, "a", right), nowNs))
        .isEqualTo(new Verdict.Passed(fromAnywhere));
  }

  @Test
  void whoSendsFromTheAddressOfAnotherLocksNobodyOut() throws Exception {
    var asking = asking(fromAnywhere);
    String foreign = answer(asking, NEIGHBOUR, new SipCredentials("frontdesk", "?"), 0, 1);
    for (int i = 0; i < 10 * CallerAuthentication.ATTEMPTS; i++) {
      assertThat(refusal(asking, from(STRANGER, "a", foreign)).status()).isEqualTo(401);
    }
    assertThat(asking.check(from(STRANGER, "a", answer(asking, STRANGER, FRONT_DESK, 0, 1)), nowNs))
        .isEqualTo(new Verdict.Passed(fromAnywhere));
  }

  @Test
  void brokenAnswersAreWrongAnswers() throws Exception {
    var asking = asking(fromAnywhere);
    String good = answer(asking, STRANGER, FRONT_DESK, 0, 1);
    for (String broken :
        List.of(
            good.replace("nc=00000001", "nc=0000000g"),
            good.replace("nc=00000001", "nc=00000000"),
            good.replace("qop=auth", "qop=auth-int"),
            good.replace("SHA-256", "SHA-512-256"),
            good.replaceAll("nonce=\"[^\"]*\"", "nonce=\"!\""),
            good.replaceAll("response=\"[^\"]*\"", "response=\"\""))) {
      assertThat(broken).isNotEqualTo(good);
      assertThat(refusal(asking, from(STRANGER, "a", broken)).status()).isEqualTo(401);
    }
  }

  @Test
  void aProxyMayHaveChangedTheRequestsUri() throws Exception {
    var asking = asking(fromAnywhere);
    DigestChallenge challenge = challenge(asking, from(STRANGER, "frontdesk", ""), 0);
    String answer = FRONT_DESK.answer(challenge, "INVITE", "sip:+15550100@carrier", "c", 1);
    assertThat(asking.check(from(STRANGER, "a", answer), nowNs))
        .isEqualTo(new Verdict.Passed(fromAnywhere));
  }

  @Test
  void twoAccountsOfOneUserCannotBeToldApart() {
    assertThatThrownBy(() -> new CallerAccounts("r", BOTH, List.of(fromAnywhere, fromAnywhere)))
        .hasMessage("two accounts of user frontdesk");
  }

  @Test
  void aCallerThatIsAskedAnswersAndIsTakenForTheAccount() throws Exception {
    var accounts =
        new CallerAccounts(
            "talkspurt",
            BOTH,
            List.of(new CallerAccount("pbx", FRONT_DESK, InetAddress::isLoopbackAddress, false)));
    try (var fixture = new EndpointFixture(EndpointFixture.asking(accounts));
        var peer = new UdpPeer("127.0.0.1", fixture.port())) {
      var call = new CallScript(peer);
      peer.send(call.invite());
      SipText challenge = peer.receive(401);
      call.toTag = challenge.toTag();
      peer.send(call.ackFailure());
      call.toTag = "";
      call.sequence++;
      call.inviteBranch = CallScript.newBranch();
      String answer =
          FRONT_DESK.answer(
              DigestChallenge.parse(challenge.header("WWW-Authenticate")).orElseThrow(),
              "INVITE",
              call.target,
              "c",
              1);
      peer.send(call.invite("Authorization: " + answer + "\r\n", CallScript.OFFER));
      call.toTag = peer.receive(200).toTag();
      peer.send(call.ack(""));
      assertThat(fixture.listener.invite.facts().account()).isEqualTo("pbx");
      peer.send(call.bye()); // not asked again: it knows the tags
      peer.receive(200);
    }
  }

  private String answer(
      CallerAuthentication asking,
      String source,
      SipCredentials credentials,
      int algorithm,
      int count)
      throws Exception {
    DigestChallenge challenge = challenge(asking, from(source, "frontdesk", ""), algorithm);
    return answer(challenge, credentials, count);
  }

  private static String answer(DigestChallenge challenge, SipCredentials credentials, int count) {
    return credentials.answer(challenge, "INVITE", "sip:echo@host", "cnonce", count);
  }

  private DigestChallenge challenge(
      CallerAuthentication asking, SIPRequest request, int algorithm) {
    Refusal refusal = refusal(asking, request);
    assertThat(refusal.status()).isEqualTo(401);
    return DigestChallenge.parse(refusal.headers().get(algorithm).value()).orElseThrow();
  }

  private Refusal refusal(CallerAuthentication asking, SIPRequest request) {
    Verdict verdict = asking.check(request, nowNs);
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    return ((Verdict.Refused) verdict).refusal();
  }

  private static SIPRequest options(String source, String user) throws Exception {
    return request("OPTIONS", source, user, "");
  }

  private static SIPRequest from(String source, String user, String authorization)
      throws Exception {
    return request("INVITE", source, user, authorization);
  }

  private static SIPRequest request(String method, String source, String user, String authorization)
      throws Exception {
    String text =
        method
            + " sip:echo@host SIP/2.0\r\nVia: SIP/2.0/UDP "
            + source
            + ";branch=z9hG4bK1\r\nFrom: <sip:"
            + user
            + "@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 "
            + method
            + "\r\nMax-Forwards: 70\r\n"
            + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
            + "\r\n";
    return ParsedRequest.from(source, text);
  }
}
