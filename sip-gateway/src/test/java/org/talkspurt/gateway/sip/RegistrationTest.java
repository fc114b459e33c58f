package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.address.SipURI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talkspurt.gateway.sip.RegistrationStatus.State;

/** Registers at a registrar that says what a test wants. */
class RegistrationTest {

  private static final String CHALLENGE =
      "WWW-Authenticate: Digest realm=\"r\", nonce=\"%s\", algorithm=%s, qop=\"auth\"%s\r\n";

  private final EndpointFixture fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS);
  private UdpPeer registrar;

  @BeforeEach
  void open() throws Exception {
    registrar = new UdpPeer("127.0.0.1", fixture.port());
  }

  @AfterEach
  void close() {
    registrar.close();
    fixture.close();
  }

  private SipRegistration register(Duration keepAlive) {
    return register(fixture, registrar, keepAlive);
  }

  private static SipRegistration register(
      EndpointFixture fixture, UdpPeer registrar, Duration keepAlive) {
    int port = Integer.parseInt(registrar.self().split(":")[1]);
    return register(fixture, SipTransport.UDP, port, keepAlive);
  }

  private static SipRegistration register(
      EndpointFixture fixture, SipTransport transport, int port, Duration keepAlive) {
    return fixture.endpoint.register(
        new RegistrationSettings(
            "carrier",
            "example.net",
            new SipDestination("127.0.0.1", port, transport),
            new SipCredentials("bot", "secret"),
            Duration.ofMinutes(5),
            keepAlive));
  }

  private SipRegistration register() {
    return register(Duration.ofHours(1));
  }

  private static String grant(SipText register, int seconds) {
    return "Contact: <" + register.contact() + ">;expires=" + seconds + "\r\n";
  }

  private static void awaitState(SipRegistration registration, State wanted) {
    while (registration.status().state() != wanted) {
      Thread.onSpinWait();
    }
  }

  @Test
  void registersAnswersTheChallengeAndSaysHowItStands() throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    assertThat(first.firstLine()).isEqualTo("REGISTER sip:example.net SIP/2.0");
    assertThat(first.header("To")).isEqualTo("<sip:bot@example.net>");
    assertThat(first.header("Expires")).isEqualTo("300");
    assertThat(first.contact()).isEqualTo("sip:bot@127.0.0.1:" + fixture.port());
    assertThat(first.headers("Authorization")).isEmpty();
    registrar.reply(
        first,
        401,
        "WWW-Authenticate: Digest realm=\"r\", nonce=\"0\", algorithm=UNKNOWN\r\n"
            + CHALLENGE.formatted("n1", "SHA-256", "")
            + CHALLENGE.formatted("n2", "MD5", ""));

    SipText second = registrar.receive(message -> !message.headers("Authorization").isEmpty());
    assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
    assertThat(second.header("CSeq")).isEqualTo("2 REGISTER");
    assertThat(second.header("Authorization"))
        .contains("username=\"bot\"", "nonce=\"n1\"", "algorithm=SHA-256", "nc=00000001")
        .contains("uri=\"sip:example.net\"")
        .doesNotContain("secret");
    registrar.reply(second, 200, grant(second, 120));

    awaitState(registration, State.REGISTERED);
    RegistrationStatus status = registration.status();
    assertThat(status.lastStatus()).isEqualTo(200);
    assertThat(status.expires())
        .isCloseTo(Instant.now().plusSeconds(120), within(20, ChronoUnit.SECONDS));
    assertThat(registration.peers()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(fixture.count("carrier 200 true")).isEqualTo(1);
  }

  /** Carriers lock out who goes on asking. */
  @Test
  void aWrongPasswordIsTriedOnceAndAgainAfterAMinuteOrTwo() throws Exception {
    var timers = new ManualTimers();
    try (var timed = EndpointFixture.timedBy(timers);
        var carrier = new UdpPeer("127.0.0.1", timed.port())) {
      SipRegistration registration = register(timed, carrier, Duration.ofHours(1));
      carrier.reply(carrier.receive("REGISTER"), 401, CHALLENGE.formatted("n1", "MD5", ""));
      SipText answer = carrier.receive(message -> message.raw().contains("nonce=\"n1\""));
      carrier.reply(answer, 401, CHALLENGE.formatted("n2", "MD5", ""));
      timers.awaitAlarmBetween(Duration.ofSeconds(60), Duration.ofSeconds(128));
      assertThat(registration.status().state()).isEqualTo(State.FAILED);
      assertThat(registration.status().lastStatus()).isEqualTo(401);
      assertThat(timed.count("carrier 401 false")).isEqualTo(1);
      timers.advance(Duration.ofSeconds(128));
      // with the newest challenge
      assertThat(carrier.receive(message -> message.raw().contains("nonce=\"n2\"")).raw())
          .contains("REGISTER");
    }
  }

  @ParameterizedTest
  @CsvSource({"503, 90, 90", "500, 90, 90", "404, 90, 90", "503, 100000, 3600"})
  void aRegistrarIsLeftAloneAsLongAsItWantsToBe(int status, int wantedS, int waitedS)
      throws Exception {
    var timers = new ManualTimers();
    try (var timed = EndpointFixture.timedBy(timers);
        var carrier = new UdpPeer("127.0.0.1", timed.port())) {
      register(timed, carrier, Duration.ofHours(2));
      SipText first = carrier.receive("REGISTER");
      carrier.reply(first, status, "Retry-After: " + wantedS + "\r\n");
      timers.awaitAlarmIn(Duration.ofSeconds(waitedS));
      timers.advance(Duration.ofSeconds(waitedS));
      carrier.receive(message -> message.header("CSeq").equals("2 REGISTER"));
    }
  }

  @Test
  void whoFailsAgainAndAgainWaitsLongerAndLonger() {
    var backoff = new RegistrationBackoff(new Random(1));
    for (int boundS : new int[] {4, 8, 16, 32, 64, 128, 256, 512, 600, 600}) {
      assertThat(backoff.next(false, Duration.ZERO).toMillis())
          .isBetween(boundS * 500L, boundS * 1_000L);
    }
    backoff.succeeded();
    for (int boundS : new int[] {128, 256, 512, 600}) {
      assertThat(backoff.next(true, Duration.ZERO).toMillis())
          .isBetween(boundS * 500L, boundS * 1_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<sip:%%62ot@127.0.0.1:%d>",
        "<sip:bot@127.0.0.1:%d;transport=UDP;rinstance=1>;q=1",
        "<sip:other@127.0.0.1:%1$d>;expires=9, <sip:bot@127.0.0.1:%1$d>"
      })
  void aRegistrarMaySpellOurContactInItsOwnWay(String spelling) throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    registrar.reply(
        first, 200, "Contact: " + spelling.formatted(fixture.port()) + ";expires=120\r\n");
    awaitState(registration, State.REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bot@127.0.0.1:%d", "bot@127.0.0.2:%d", "bot@127.0.0.1"})
  void aBindingOfAnotherIsNotOurs(String other) throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    registrar.reply(
        first, 200, "Contact: <sip:" + other.formatted(fixture.port()) + ">;expires=120\r\n");
    awaitState(registration, State.FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "sip:+49@h:5060, sip:%2B49@H, true",
    "sip:a@h;transport=tls, sip:a@h:5061, true",
    "sip:a@h, sip:a@h:5061, false",
    "sip:h, sip:a@h, false"
  })
  void portsAndEscapesMayBeLeftOut(String one, String other, boolean same) throws Exception {
    assertThat(SipUris.isSamePlace(uri(one), uri(other))).isEqualTo(same);
  }

  private static SipURI uri(String text) {
    return (SipURI) new SipMessages(5_060, 0).uri(text);
  }

  @Test
  void aStaleNonceIsRenewedAtOnce() throws Exception {
    SipRegistration registration = register();
    registrar.reply(registrar.receive("REGISTER"), 401, CHALLENGE.formatted("n1", "MD5", ""));
    SipText answer = registrar.receive(message -> message.raw().contains("nonce=\"n1\""));
    registrar.reply(answer, 401, CHALLENGE.formatted("n2", "MD5", ", stale=true"));
    answer = registrar.receive(message -> message.raw().contains("nonce=\"n2\""));
    registrar.reply(answer, 200, grant(answer, 120));
    awaitState(registration, State.REGISTERED);
  }

  @Test
  void aRegistrarThatIsNeverContentIsNotAskedForEver() throws Exception {
    SipRegistration registration = register();
    SipText request = registrar.receive("REGISTER");
    int asked = 1;
    while (registration.status().state() != State.FAILED) {
      registrar.reply(request, 401, CHALLENGE.formatted("n" + asked, "MD5", ", stale=true"));
      SipText next = registrar.inbox.poll(50, TimeUnit.MILLISECONDS);
      if (next != null && !next.header("CSeq").equals(request.header("CSeq"))) {
        asked++;
        request = next;
      }
    }
    assertThat(asked).isEqualTo(5);
  }

  @Test
  void refreshesBeforeTheBindingEndsAndAnswersInAdvance() throws Exception {
    SipRegistration registration = register();
    registrar.reply(registrar.receive("REGISTER"), 401, CHALLENGE.formatted("n1", "MD5", ""));
    SipText answer = registrar.receive(message -> message.raw().contains("nonce=\"n1\""));
    registrar.reply(answer, 200, grant(answer, 2));
    awaitState(registration, State.REGISTERED);
    SipText refresh = registrar.receive(message -> message.raw().contains("nc=00000002"));
    assertThat(Instant.now()).isBefore(registration.status().expires());
    assertThat(refresh.header("CSeq")).isEqualTo("3 REGISTER");
    registrar.reply(refresh, 200, grant(refresh, 120));
  }

  @Test
  void asksForLongerWhereTheRegistrarWantsIt() throws Exception {
    SipRegistration registration = register();
    registrar.reply(registrar.receive("REGISTER"), 423, "Min-Expires: 600\r\n");
    SipText longer = registrar.receive(message -> message.header("Expires").equals("600"));
    registrar.reply(longer, 200, "Expires: 600\r\n");
    awaitState(registration, State.REGISTERED);
  }

  @Test
  void takesOverTheAddressThatTheRegistrarSees() throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    replySeenFrom(first, "198.51.100.7", 4_321);
    SipText moved = registrar.receive(message -> message.contact().contains("198.51.100.7"));
    assertThat(String.join(",", moved.headers("Contact")))
        .isEqualTo("<sip:bot@198.51.100.7:4321>,<" + first.contact() + ">;expires=0");
    replySeenFrom(moved, "198.51.100.7", 4_321);
    awaitState(registration, State.REGISTERED);
    assertThat(registration.status().contact()).isEqualTo("sip:bot@198.51.100.7:4321");
  }

  /** What it sends to our own address does not reach us: an ACK or BYE would be lost. */
  @Test
  void callsNameTheAddressThatTheRegistrarSees() throws Exception {
    register();
    SipText first = registrar.receive("REGISTER");
    replySeenFrom(first, "198.51.100.7", 4_321);
    replySeenFrom(
        registrar.receive(message -> message.contact().contains("198.51.100.7")),
        "198.51.100.7",
        4_321);
    fixture.awaitCount("carrier 200 true");
    var callee = new CalleeScript(registrar);
    SipDialog dialog = CalleeScript.dial(fixture, callee.call());
    assertThat(callee.invited().contact()).isEqualTo("sip:198.51.100.7:4321");
    callee.answer("a");
    registrar.receive("ACK");
    dialog.bye();
    SipText bye = registrar.receive("BYE");
    assertThat(bye.header("Via")).contains("127.0.0.1:" + fixture.port());
    registrar.reply(bye, 200, "");

    var caller = new CallScript(registrar);
    registrar.send(caller.invite());
    assertThat(registrar.receive(200).contact()).isEqualTo("sip:198.51.100.7:4321");
  }

  @Test
  void whereThereIsNoNatAnyMoreCallsNameOurOwnAddress() throws Exception {
    SipRegistration registration = register();
    replySeenFrom(registrar.receive("REGISTER"), "198.51.100.7", 4_321, 120);
    replySeenFrom(
        registrar.receive(message -> message.contact().contains("198.51.100.7")),
        "198.51.100.7",
        4_321,
        2);
    awaitState(registration, State.REGISTERED);
    SipText refresh = registrar.receive(message -> message.header("CSeq").startsWith("3 "));
    replySeenFrom(refresh, "127.0.0.1", fixture.port(), 120);
    SipText own = registrar.receive(message -> message.header("CSeq").startsWith("4 "));
    replySeenFrom(own, "127.0.0.1", fixture.port(), 120);
    while (!registration.status().contact().contains("127.0.0.1")) {
      Thread.onSpinWait();
    }
    var callee = new CalleeScript(registrar);
    CalleeScript.dial(fixture, callee.call());
    assertThat(callee.invited().contact()).isEqualTo("sip:127.0.0.1:" + fixture.port());
  }

  private void replySeenFrom(SipText request, String host, int port) throws Exception {
    replySeenFrom(request, host, port, 120);
  }

  private void replySeenFrom(SipText request, String host, int port, int grantedS)
      throws Exception {
    String via = request.header("Via");
    String seen = via.replaceFirst(";rport(=\\d+)?", "") + ";received=" + host + ";rport=" + port;
    registrar.send(
        ("SIP/2.0 200 OK\r\nVia: " + seen + "\r\n")
            + "From: "
            + request.header("From")
            + "\r\nTo: "
            + request.header("To")
            + ";tag=1\r\nCall-ID: "
            + request.header("Call-ID")
            + "\r\nCSeq: "
            + request.header("CSeq")
            + "\r\nExpires: "
            + grantedS
            + "\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void aRegistrarThatIsGoneIsNoticedAndRegisteredAtAnew() throws Exception {
    SipRegistration registration = register(Duration.ofMillis(300));
    SipText first = registrar.receive("REGISTER");
    registrar.reply(first, 200, grant(first, 120));
    SipText options = registrar.receive("OPTIONS");
    registrar.reply(options, 404, "");
    awaitState(registration, State.REGISTERED);
    registrar.receive("OPTIONS"); // and repetitions: no answer to them
    SipText again = registrar.receive("REGISTER");
    assertThat(registration.status().expires()).as("the binding may still stand").isNotNull();
    registrar.reply(again, 200, grant(again, 120));
    awaitState(registration, State.REGISTERED);
  }

  @Test
  void nobodyAnswersAndItIsTriedAgain() throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    awaitState(registration, State.FAILED);
    assertThat(registration.status().lastStatus()).isEqualTo(408);
    registrar.receive(message -> !message.header("CSeq").equals(first.header("CSeq")));
  }

  private ServiceRoute routeAfter(String... headers) throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    StringBuilder more = new StringBuilder(grant(first, 120));
    for (String header : headers) {
      more.append(header).append("\r\n");
    }
    registrar.reply(first, 200, more.toString());
    awaitState(registration, State.REGISTERED);
    return registration.serviceRoute().orElse(null);
  }

  @Test
  void theServiceRouteIsKept() throws Exception {
    ServiceRoute route =
        routeAfter(
            "Path: <sip:edge.example.net;lr>",
            "Service-Route: <sip:orig@edge.example.net:5070;transport=tcp;lr>,"
                + " <sip:core.example.net;lr>");
    assertThat(route.uris())
        .containsExactly(
            "sip:orig@edge.example.net:5070;transport=tcp;lr", "sip:core.example.net;lr");
    assertThat(route.first())
        .isEqualTo(new SipDestination("edge.example.net", 5070, SipTransport.TCP));
  }

  @Test
  void aServiceRouteOfStrictRoutersIsLeftOut() throws Exception {
    assertThat(routeAfter("Service-Route: <sip:edge.example.net;lr>, <sip:core.example.net>"))
        .isNull();
    assertThat(routeAfter("Service-Route: <tel:+15550100>")).isNull();
  }

  @Test
  void aServiceRouteLastsAsLongAsTheRegistrarSaysSo() throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    registrar.reply(first, 200, grant(first, 2) + "Service-Route: <sip:edge.example.net;lr>\r\n");
    SipText refresh = registrar.receive(message -> message.header("CSeq").equals("2 REGISTER"));
    assertThat(registration.serviceRoute()).isPresent();
    registrar.reply(refresh, 200, grant(refresh, 120));
    while (registration.serviceRoute().isPresent()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aLostConnectionIsMadeAnewByRegistering() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      SipRegistration registration =
          register(fixture, SipTransport.TCP, server.getLocalPort(), Duration.ofHours(1));
      try (TcpPeer first = new TcpPeer(server.accept())) {
        SipText request = first.receive("REGISTER");
        first.reply(request, 200, grant(request, 120));
        awaitState(registration, State.REGISTERED);
      }
      awaitState(registration, State.REGISTERING);
      try (TcpPeer second = new TcpPeer(server.accept())) {
        SipText request = second.receive("REGISTER");
        assertThat(request.header("CSeq")).isEqualTo("2 REGISTER");
        second.reply(request, 200, grant(request, 120));
        awaitState(registration, State.REGISTERED);
      }
    }
  }

  @Test
  void aConnectionOverWhichNothingComesAnyMoreIsGivenUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      SipRegistration registration =
          register(fixture, SipTransport.TCP, server.getLocalPort(), Duration.ofMillis(100));
      try (TcpPeer forgotten = new TcpPeer(server.accept())) {
        SipText request = forgotten.receive("REGISTER");
        forgotten.reply(request, 200, grant(request, 120));
        awaitState(registration, State.REGISTERED);
        forgotten.receive("OPTIONS"); // and no answer
        try (TcpPeer second = new TcpPeer(server.accept())) {
          request = second.receive("REGISTER");
          second.reply(request, 200, grant(request, 120));
          awaitState(registration, State.REGISTERED);
        }
      }
    }
  }

  @Test
  void connectionsThatDoNotLastAreMadeAnewLaterAndLater() {
    ReconnectDelay delay = new ReconnectDelay(new Random(3));
    long nowNs = Long.MAX_VALUE - 60_000_000_000L;
    long bound = 1_000;
    for (int i = 0; i < 10; i++) {
      assertThat(delay.next(nowNs).toMillis()).isBetween(Math.min(bound, 120_000) / 2, bound);
      bound *= 2;
      nowNs += 30_000_000_000L;
    }
    assertThat(delay.next(nowNs + 150_000_000_000L).toMillis()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void anotherAddressOutsideTakesTheOldOnesPlace() throws Exception {
    var outside = new AtomicReference<>(InetAddress.ofLiteral("198.51.100.7"));
    try (EndpointFixture behindNat = EndpointFixture.advertising(outside::get);
        UdpPeer peer = new UdpPeer("127.0.0.1", behindNat.port())) {
      SipRegistration registration = register(behindNat, peer, Duration.ofHours(1));
      SipText first = peer.receive("REGISTER");
      assertThat(first.contact()).startsWith("sip:bot@198.51.100.7:");
      outside.set(InetAddress.ofLiteral("198.51.100.8"));
      peer.reply(first, 200, grant(first, 2));
      SipText next = peer.receive(message -> message.header("CSeq").equals("2 REGISTER"));
      assertThat(String.join(",", next.headers("Contact")))
          .matches("<sip:bot@198.51.100.8:\\d+>,<sip:bot@198.51.100.7:\\d+>;expires=0");
      peer.reply(next, 200, grant(next, 120));
      awaitState(registration, State.REGISTERED);
    }
  }

  @Test
  void endsTheBinding() throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    registrar.reply(first, 200, grant(first, 120));
    awaitState(registration, State.REGISTERED);
    var ended = registration.end();
    SipText last = registrar.receive(message -> message.header("Expires").equals("0"));
    registrar.reply(last, 200, "");
    ended.get(10, TimeUnit.SECONDS);
    assertThat(registration.status().state()).isEqualTo(State.UNREGISTERED);
    assertThat(registration.end()).isCompleted();
  }

  @Test
  void whatIsUnderWayAtTheEndIsEndedToo() throws Exception {
    SipRegistration registration = register();
    SipText first = registrar.receive("REGISTER");
    var ended = registration.end();
    registrar.reply(first, 200, grant(first, 120));
    SipText last = registrar.receive(message -> message.header("Expires").equals("0"));
    registrar.reply(last, 200, "");
    ended.get(10, TimeUnit.SECONDS);
  }
}
