package org.talkspurt.gateway.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks a STUN server on loopback that does what a test wants. */
class DiscoveredAddressTest {

  /** Three requests: 700 ms at most. */
  private static final Duration SHORT = Duration.ofMillis(100);

  private FakeStunServer server;
  private DatagramSocket stranger;
  private DiscoveredAddress discovered;

  @BeforeEach
  void open() throws IOException {
    server = new FakeStunServer("198.51.100.7");
    stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    discovered =
        new DiscoveredAddress(
            new StunServer("127.0.0.1", server.port()),
            new StunClient(SHORT),
            new ScheduledThreadPoolExecutor(1));
  }

  @AfterEach
  void close() {
    discovered.close();
    server.close();
    stranger.close();
  }

  @Test
  void theServersWordCountsUntilItSaysAnother() {
    discovered.begin();
    assertThat(discovered.address()).isEqualTo(InetAddress.ofLiteral("198.51.100.7"));
    assertThat(server.requests).hasValue(1);
    server.seen = "198.51.100.8";
    discovered.begin();
    assertThat(discovered.address()).isEqualTo(InetAddress.ofLiteral("198.51.100.8"));
    server.fallSilent();
    discovered.begin();
    assertThat(discovered.address()).isEqualTo(InetAddress.ofLiteral("198.51.100.8"));
  }

  @Test
  void aLostRequestIsRepeated() {
    server.behaviour =
        (request, packet) -> {
          if (server.requests.get() >= 2) {
            server.reply(request, packet);
          }
        };
    discovered.begin();
    assertThat(discovered.address()).isNotNull();
    assertThat(server.requests).hasValueGreaterThanOrEqualTo(2);
  }

  @Test
  void nobodyElseIsBelieved() {
    server.behaviour =
        (request, packet) -> {
          FakeStunServer.reply(stranger, request, packet, "203.0.113.66");
          byte[] guessed = request.clone();
          guessed[19]++;
          FakeStunServer.reply(server.socket, guessed, packet, "203.0.113.67");
        };
    discovered.begin();
    assertThat(discovered.address()).isNull();
  }

  @Test
  void anAddressThatIsNoneIsNotTaken() {
    for (String none : new String[] {"0.0.0.0", "224.0.0.1", "169.254.1.1"}) {
      server.seen = none;
      discovered.begin();
      assertThat(discovered.address()).as(none).isNull();
    }
  }

  @Test
  void whereNobodyListensThereIsNoAddress() {
    server.close();
    discovered.begin();
    assertThat(discovered.address()).isNull();
  }
}
