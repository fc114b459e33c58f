package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.sip.RegistrationStatus.State;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;

/** A carrier with two servers, by its SRV records (RFC 3263 §4.3). */
class RegistrationFailoverTest {

  private final Map<String, SRVRecord[]> zone = new ConcurrentHashMap<>();
  private Resolver before;
  private EndpointFixture fixture;
  private UdpPeer first;
  private UdpPeer second;

  @BeforeEach
  void open() {
    before = Lookup.getDefaultResolver();
    Lookup.setDefaultResolver(new FakeNames(zone, new CopyOnWriteArrayList<>()));
  }

  @AfterEach
  void close() {
    Lookup.setDefaultResolver(before);
    forgetNames();
    first.close();
    second.close();
    fixture.close();
  }

  private static void forgetNames() {
    Lookup.setDefaultCache(new Cache(DClass.IN), DClass.IN);
  }

  private void start(EndpointFixture endpoint) throws Exception {
    fixture = endpoint;
    first = new UdpPeer("127.0.0.1", fixture.port());
    second = new UdpPeer("127.0.0.2", fixture.port());
    publish(first, second);
  }

  private void publish(UdpPeer... servers) throws Exception {
    SRVRecord[] records = new SRVRecord[servers.length];
    for (int i = 0; i < servers.length; i++) {
      String[] place = servers[i].self().split(":");
      records[i] = FakeNames.service(i + 1, 0, Integer.parseInt(place[1]), place[0]);
    }
    zone.put("_sip._udp.carrier.example.", records);
    forgetNames();
  }

  private SipRegistration register() {
    return fixture.endpoint.register(
        new RegistrationSettings(
            "carrier",
            "carrier.example",
            new SipDestination("carrier.example", 0, SipTransport.UDP),
            new SipCredentials("bot", "secret"),
            Duration.ofMinutes(5),
            Duration.ofHours(1)));
  }

  private static void grant(UdpPeer server, SipText register) throws Exception {
    server.reply(register, 200, "Contact: <" + register.contact() + ">;expires=120\r\n");
  }

  private static void awaitState(SipRegistration registration, State wanted) {
    while (registration.status().state() != wanted) {
      Thread.onSpinWait();
    }
  }

  private void assertThatTheSecondHasIt(SipRegistration registration) {
    NextHop wanted = CalleeScript.hop(second);
    while (registration.server().filter(wanted::isBeside).isEmpty()) {
      Thread.onSpinWait();
    }
    awaitState(registration, State.REGISTERED);
    assertThat(registration.peers())
        .containsExactlyInAnyOrder(
            InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2"));
  }

  @Test
  void theSecondTakesOverWhereTheFirstIsOutOfService() throws Exception {
    start(new EndpointFixture());
    SipRegistration registration = register();
    first.reply(first.receive("REGISTER"), 503, "Retry-After: 600\r\n");
    SipText again = second.receive("REGISTER");
    assertThat(again.header("CSeq")).isEqualTo("2 REGISTER");
    grant(second, again);
    assertThatTheSecondHasIt(registration);
  }

  @Test
  void theSecondTakesOverWhereTheFirstKeepsSilent() throws Exception {
    start(new EndpointFixture(EndpointFixture.SHORT_TIMERS));
    SipRegistration registration = register();
    first.receive("REGISTER");
    grant(second, second.receive("REGISTER"));
    assertThatTheSecondHasIt(registration);
  }

  @Test
  void aRefreshThatIsNotAnsweredGoesToTheOther() throws Exception {
    var timers = new ManualTimers();
    start(EndpointFixture.timedBy(timers));
    SipRegistration registration = register();
    grant(first, first.receive("REGISTER"));
    awaitRefresh(timers);
    first.reply(first.receive(message -> number(message) == 2), 500, "");
    SipText moved = second.receive("REGISTER");
    assertThat(number(moved)).isEqualTo(3);
    grant(second, moved);
    assertThatTheSecondHasIt(registration);
  }

  /** The server stays, but calls may come from the new one. */
  @Test
  void aRefreshLooksWhoBelongsToTheCarrierNow() throws Exception {
    var timers = new ManualTimers();
    start(EndpointFixture.timedBy(timers));
    publish(first);
    SipRegistration registration = register();
    grant(first, first.receive("REGISTER"));
    awaitState(registration, State.REGISTERED);
    assertThat(registration.peers()).containsExactly(InetAddress.ofLiteral("127.0.0.1"));
    publish(second, first);
    awaitRefresh(timers);
    grant(first, first.receive(message -> number(message) == 2));
    while (registration.peers().size() < 2) {
      Thread.onSpinWait();
    }
    assertThat(registration.server().orElseThrow().isBeside(CalleeScript.hop(first))).isTrue();
    assertThat(second.inbox).isEmpty();
  }

  private static void awaitRefresh(ManualTimers timers) throws InterruptedException {
    timers.awaitAlarmBetween(Duration.ofSeconds(84), Duration.ofSeconds(102));
    timers.advance(Duration.ofSeconds(102));
  }

  private static int number(SipText request) {
    return Integer.parseInt(request.header("CSeq").split(" ")[0]);
  }
}
