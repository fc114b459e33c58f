package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What is sent to bots on purpose; each time calls go on. */
class SipEndpointAttackTest {

  /** Five messages at once, and one a second. */
  private static final PeerLimits FEW_MESSAGES = new PeerLimits(6, 3, 1, 5, _ -> false, List.of());

  private static final PeerLimits FEW_CONNECTIONS =
      new PeerLimits(6, 3, 0, 1, _ -> false, List.of());

  private EndpointFixture fixture;
  private UdpPeer peer;

  @BeforeEach
  void start() throws Exception {
    fixture = new EndpointFixture(EndpointFixture.SHORT_TIMERS);
    peer = new UdpPeer("127.0.0.1", fixture.port());
  }

  @AfterEach
  void stop() {
    peer.close();
    fixture.close();
  }

  private static void callWorks(SipPeer peer) throws Exception {
    var call = new CallScript(peer);
    call.establish();
    peer.send(call.bye());
    assertThat(peer.receive(message -> message.header("CSeq").endsWith("BYE")).status())
        .isEqualTo(200);
  }

  private static String withCallId(CallScript call, String callId) {
    return call.invite().replace(call.callId, callId);
  }

  @Test
  void aCallIdOfFourKilobytesIsTooLong() throws Exception {
    peer.send(withCallId(new CallScript(peer), "x".repeat(4_096)));
    SipText refusal = peer.receive();
    assertThat(refusal.firstLine()).isEqualTo("SIP/2.0 400 Header field too long");
    assertThat(refusal.headers("Call-ID")).isEmpty();
    callWorks(peer);
  }

  @Test
  void aCallIdOfAlmostFourKilobytesIsACallLikeAnother() throws Exception {
    var call = new CallScript(peer);
    String callId = "x".repeat(4_000);
    peer.send(withCallId(call, callId));
    assertThat(call.answered().header("Call-ID")).isEqualTo(callId);
    fixture.listener.next();
    assertThat(fixture.listener.invite.facts().sipCallId()).hasSize(HeaderText.MAX_LENGTH);
    peer.send(call.bye().replace(call.callId, callId));
    assertThat(peer.receive(message -> message.header("CSeq").endsWith("BYE")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Via: SIP/2.0/UDP h%d", "Record-Route: <sip:h%d;lr>"})
  void fiveHundredHopsAreTooMany(String field) throws Exception {
    String name = field.substring(0, field.indexOf(' ') + 1);
    List<String> values =
        IntStream.range(0, 500).mapToObj(i -> field.substring(name.length()).formatted(i)).toList();
    for (int inLine : new int[] {1, 50}) {
      var lines = new StringBuilder();
      for (int i = 0; i < values.size(); i += inLine) {
        lines.append(name).append(String.join(",", values.subList(i, i + inLine))).append("\r\n");
      }
      peer.send(new CallScript(peer).invite().replace("Max-Forwards", lines + "Max-Forwards"));
      assertThat(peer.receive().status()).as("%d in a line", inLine).isEqualTo(400);
    }
    assertThat(fixture.endpoint.activeCalls()).isZero();
    callWorks(peer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "(", "\"", "<sip:", "\"\\", ";a=\"", "[", "%", "@", ":", ";", "?"})
  void deepNestingIsNoneOfOurs(String opening) throws Exception {
    String deep = opening.repeat(4_000 / opening.length());
    for (String place : List.of("From: .*\r\n", "Contact: .*\r\n", "(?<=INVITE) .*(?= SIP)")) {
      String name = place.substring(0, place.indexOf(' ') + 1);
      String good = new CallScript(peer).invite();
      peer.send(
          name.startsWith("(")
              ? good.replaceFirst(place, " " + quote(deep))
              : good.replaceFirst(place, name + quote(deep) + "\r\n"));
      assertThat(peer.receive().status()).as(place).isBetween(400, 499);
    }
    callWorks(peer);
  }

  private static String quote(String text) {
    return Matcher.quoteReplacement(text);
  }

  @Test
  void partsWithinPartsAreNotOpened() throws Exception {
    String nested = "";
    for (int i = 0; i < 60; i++) {
      nested += "--b" + i + "\r\nContent-Type: multipart/mixed;boundary=b" + (i + 1) + "\r\n\r\n";
    }
    peer.send(
        new CallScript(peer)
            .invite("", nested)
            .replace("application/sdp", "multipart/mixed;boundary=b0"));
    assertThat(peer.receive().status()).isEqualTo(415);
    callWorks(peer);
  }

  @Test
  void lineBreaksInNamesReachNoHeaderNoLogAndNoLabel() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    try {
      for (String end : List.of("\r\n", "\n", "\r", "\\\r\n", "\u0085", "\u2028", "%0d%0a")) {
        String name = "\"Eve" + end + "X-Injected: 1\"";
        String user = "eve" + end + "X-Injected: 1";
        var call = new CallScript(peer);
        peer.send(call.invite().replace("\"Caller\"", name));
        check(peer.receive(message -> message.status() >= 200));
        call = new CallScript(peer);
        peer.send(call.invite().replace("<sip:caller@127.0.0.1>;tag", "<sip:" + user + "@b>;tag"));
        check(peer.receive(message -> message.status() >= 200));
      }
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    List<ILoggingEvent> events = new ArrayList<>(log.list);
    assertThat(events).noneMatch(event -> event.getFormattedMessage().contains("Injected"));
    assertThat(fixture.counts.keySet()).noneMatch(label -> label.contains("Injected"));
  }

  private void check(SipText answer) throws InterruptedException {
    assertThat(answer.headers("X-Injected")).isEmpty();
    if (answer.status() == 200) {
      fixture.listener.next();
      InviteFacts facts = fixture.listener.invite.facts();
      assertThat(facts.callerName() + facts.callerUser())
          .matches(text -> text.chars().allMatch(c -> HeaderText.isPrintable((char) c)));
    }
  }

  @Test
  void aLengthTooShortMakesTheRestGarbage() throws Exception {
    try (var tcp = new TcpPeer("127.0.0.1", fixture.port())) {
      String cut = new CallScript(tcp).invite().replaceFirst("Content-Length: \\d+", "l: 20");
      tcp.send(cut + new CallScript(tcp).message("OPTIONS", 1, CallScript.newBranch(), "", ""));
      tcp.receive("CLOSED");
    }
    assertThat(fixture.count("GARBAGE")).isEqualTo(1);
    callWorks(peer);
  }

  @Test
  void aLengthTooLongEndsWithTheDeadline() throws Exception {
    try (var tcp = new TcpPeer("127.0.0.1", fixture.port())) {
      tcp.send(new CallScript(tcp).invite().replaceFirst("Content-Length: \\d+", "l: 9999"));
      assertThat(tcp.receive().firstLine()).startsWith("CLOSED");
    }
    assertThat(fixture.count("SLOW")).isEqualTo(1);
    callWorks(peer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"l: -1", "l: 4294967296", "l: 5\r\nContent-Length: 6", "l: 999999"})
  void aLengthThatTellsNothingClosesTheConnection(String length) throws Exception {
    try (var tcp = new TcpPeer("127.0.0.1", fixture.port())) {
      tcp.send(
          new CallScript(tcp)
              .message("OPTIONS", 1, CallScript.newBranch(), "", "")
              .replaceFirst("Content-Length: \\d+", length));
      assertThat(tcp.receive().status()).isEqualTo(400);
      assertThat(tcp.receive().firstLine()).startsWith("CLOSED");
    }
  }

  @Test
  void aDescriptionOfOneMegabyteIsNotRead() throws Exception {
    try (var tcp = new TcpPeer("127.0.0.1", fixture.port())) {
      try {
        tcp.send(new CallScript(tcp).invite("", "a=x\r\n".repeat(200_000)));
      } catch (IOException closed) {
        // before all of it was sent
      }
      tcp.receive("CLOSED");
    }
    assertThat(fixture.endpoint.activeCalls()).isZero();
    callWorks(peer);
  }

  @Test
  void connectionsHaveABoundInAllAndForEachSource() throws Exception {
    try (var bounded = new EndpointFixture(EndpointFixture.limited(FEW_CONNECTIONS))) {
      List<TcpPeer> idle = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        idle.add(new TcpPeer("127.0.0.1", bounded.port()));
      }
      callWorks(idle.getFirst());
      try (var fourth = new TcpPeer("127.0.0.1", bounded.port())) {
        assertThat(fourth.receive().firstLine()).startsWith("CLOSED");
      }
      for (int i = 0; i < 3; i++) {
        idle.add(new TcpPeer("127.0.0.1", bounded.port(), "127.0.0.2"));
      }
      callWorks(idle.getLast());
      try (var seventh = new TcpPeer("127.0.0.1", bounded.port(), "127.0.0.3")) {
        assertThat(seventh.receive().firstLine()).startsWith("CLOSED");
      }
      assertThat(bounded.count("CONNECTIONS")).isEqualTo(2);
      callWorks(idle.getFirst());
      for (TcpPeer connection : idle) {
        connection.close();
      }
    }
  }

  @Test
  void aTlsHandshakeThatNobodyGoesOnWithIsGivenUp() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, null, null);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var settings =
        new TlsSettings(
            port,
            () -> tls,
            TlsSettings.ClientCertificates.OFF,
            new ServerNames(ServerNames.Match.EXACT));
    try (var secure = new EndpointFixture(EndpointFixture.over(settings));
        Socket silent = new Socket("127.0.0.1", port);
        Socket begun = new Socket("127.0.0.1", port)) {
      begun
          .getOutputStream()
          .write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC}); // a ClientHello begins
      for (Socket halfOpen : List.of(silent, begun)) {
        halfOpen.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        halfOpen.getInputStream().readAllBytes(); // until it is closed
      }
      assertThat(secure.count("SLOW")).isEqualTo(2);
    }
  }

  @Test
  void aFloodFromOneSourceIsCutAndOthersAreAnswered() throws Exception {
    try (var limited = new EndpointFixture(EndpointFixture.limited(FEW_MESSAGES));
        var flood = new UdpPeer("127.0.0.1", limited.port());
        var other = new UdpPeer("127.0.0.2", limited.port())) {
      for (int i = 0; i < 200; i++) {
        flood.send(new CallScript(flood).message("OPTIONS", 1, CallScript.newBranch(), "", ""));
      }
      callWorks(other);
      for (int i = 0; i < 5; i++) {
        assertThat(flood.receive().status()).isEqualTo(200);
      }
      assertThat(limited.count("RATE")).isGreaterThan(100);
    }
  }

  @Test
  void trunksAreNotCounted() throws Exception {
    try (var limited =
            new EndpointFixture(
                EndpointFixture.limited(
                    FEW_MESSAGES, SourcePolicy.allowing(List.of("127.0.0.1"))));
        var trunk = new UdpPeer("127.0.0.1", limited.port())) {
      for (int i = 0; i < 50; i++) {
        trunk.send(new CallScript(trunk).message("OPTIONS", 1, CallScript.newBranch(), "", ""));
        assertThat(trunk.receive().status()).isEqualTo(200);
      }
      assertThat(limited.count("RATE")).isZero();
    }
  }

  @Test
  void scannersGetNoAnswer() throws Exception {
    for (String method : List.of("OPTIONS", "INVITE", "REGISTER")) {
      peer.send(
          new CallScript(peer)
              .message(method, 1, CallScript.newBranch(), "User-Agent: friendly-scanner\r\n", ""));
    }
    callWorks(peer);
    assertThat(fixture.count("SCANNER")).isEqualTo(3);
    assertThat(fixture.count("REGISTER 405")).isZero();
  }
}
