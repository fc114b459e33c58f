package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;

class ServerLocatorTest {

  private final List<String> asked = new ArrayList<>();

  @Test
  void triesServiceRecordsByPriorityAndWeight() throws Exception {
    ServerLocator locator =
        locator(
            "_sip._udp.sip.example.",
            FakeNames.service(20, 0, 5080, "127.0.0.3"),
            FakeNames.service(10, 60, 5070, "127.0.0.1"),
            FakeNames.service(10, 40, 5071, "127.0.0.2"));
    int heavierFirst = 0;
    for (int i = 0; i < 1_000; i++) {
      List<String> servers =
          servers(locator, new SipDestination("sip.example", 0, SipTransport.UDP));
      assertThat(servers).hasSize(3).endsWith("/127.0.0.3:5080 UDP");
      heavierFirst += servers.getFirst().equals("/127.0.0.1:5070 UDP") ? 1 : 0;
    }
    assertThat(heavierFirst).isBetween(540, 660);
  }

  @Test
  void asksForTheRecordsOfTheTransport() throws Exception {
    ServerLocator locator =
        locator("_sips._tcp.sip.example.", FakeNames.service(1, 1, 5071, "127.0.0.1"));
    assertThat(servers(locator, new SipDestination("sip.example", 0, SipTransport.TLS)))
        .containsExactly("/127.0.0.1:5071 TLS");
  }

  @Test
  void asksForNoneWhereThePortIsGivenOrNoDomainIsNamed() throws Exception {
    ServerLocator locator = locator("");
    assertThat(servers(locator, new SipDestination("127.0.0.9", 0, SipTransport.TLS)))
        .containsExactly("/127.0.0.9:5061 TLS");
    assertThat(servers(locator, new SipDestination("::1", 0, SipTransport.TCP)))
        .containsExactly("/[0:0:0:0:0:0:0:1]:5060 TCP");
    assertThat(servers(locator, new SipDestination("localhost", 0, SipTransport.UDP)))
        .contains("localhost/127.0.0.1:5060 UDP");
    assertThat(asked).isEmpty();
  }

  @Test
  void saysSoWhereThereIsNoHost() {
    assertThatThrownBy(
            () -> locator("").locate(new SipDestination("nowhere.invalid", 0, SipTransport.UDP)))
        .isInstanceOf(UnknownHostException.class);
  }

  private static List<String> servers(ServerLocator locator, SipDestination destination)
      throws UnknownHostException {
    return locator.locate(destination).stream()
        .map(hop -> hop.address() + " " + hop.transport())
        .toList();
  }

  private static NAPTRRecord pointer(int order, int preference, String service, String place)
      throws IOException {
    return new NAPTRRecord(
        Name.root, DClass.IN, 60, order, preference, "s", service, "", Name.fromString(place));
  }

  @Test
  void whereTheTransportIsLeftOpenTheDomainChooses() throws Exception {
    Map<String, Record[]> zone =
        Map.of(
            "sip.example.",
            new Record[] {
              pointer(20, 0, "SIP+D2U", "_sip._udp.sip.example."),
              pointer(10, 20, "SIP+D2T", "tcp.elsewhere.example."),
              pointer(10, 10, "SIPS+D2T", "_sips._tcp.sip.example."),
              pointer(1, 1, "SIP+D2S", "_sip._sctp.sip.example."),
            },
            "_sip._udp.sip.example.",
            new Record[] {FakeNames.service(1, 1, 5060, "127.0.0.1")},
            "tcp.elsewhere.example.",
            new Record[] {FakeNames.service(1, 1, 5062, "127.0.0.2")},
            "_sips._tcp.sip.example.",
            new Record[] {FakeNames.service(1, 1, 5061, "127.0.0.3")});
    SipDestination open = new SipDestination("sip.example", 0, null);
    assertThat(servers(locator(zone, true), open))
        .containsExactly("/127.0.0.3:5061 TLS", "/127.0.0.2:5062 TCP", "/127.0.0.1:5060 UDP");
    assertThat(servers(locator(zone, false), open))
        .as("without TLS of our own")
        .containsExactly("/127.0.0.2:5062 TCP", "/127.0.0.1:5060 UDP");
    asked.clear();
    assertThat(servers(locator(zone, true), new SipDestination("sip.example", 0, SipTransport.UDP)))
        .containsExactly("/127.0.0.1:5060 UDP");
    assertThat(asked).as("a transport that is given").containsExactly("_sip._udp.sip.example.");
  }

  @Test
  void withoutPointersTheServicesThatThereAreDecide() throws Exception {
    Map<String, Record[]> zone =
        Map.of("_sip._tcp.sip.example.", new Record[] {FakeNames.service(1, 1, 5080, "127.0.0.4")});
    assertThat(servers(locator(zone, true), new SipDestination("sip.example", 0, null)))
        .containsExactly("/127.0.0.4:5080 TCP");
    assertThat(servers(locator(Map.of(), true), new SipDestination("127.0.0.9", 0, null)))
        .containsExactly("/127.0.0.9:5060 UDP");
    assertThat(servers(locator(Map.of(), true), new SipDestination("127.0.0.9", 5070, null)))
        .containsExactly("/127.0.0.9:5070 UDP");
  }

  private ServerLocator locator(String name, SRVRecord... services) throws IOException {
    return locator(Map.of(name, services), true);
  }

  private ServerLocator locator(Map<String, ? extends Record[]> zone, boolean tls)
      throws IOException {
    return new ServerLocator(new FakeNames(zone, asked), new Random(1), tls);
  }
}
