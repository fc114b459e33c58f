package org.talkspurt.gateway.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks a STUN server on loopback that does what a test wants. */
class DiscoveredAddressTest {

  /** Three requests: 700 ms at most. */
  private static final Duration SHORT = Duration.ofMillis(100);

  /** Answers a request. */
  @FunctionalInterface
  private interface Behaviour {
    void answer(byte[] request, DatagramPacket packet) throws IOException;
  }

  private final AtomicInteger requests = new AtomicInteger();
  private DatagramSocket server;
  private DatagramSocket stranger;
  private DiscoveredAddress discovered;
  private volatile String seen = "198.51.100.7";
  private volatile Behaviour behaviour = (request, packet) -> reply(server, request, packet, seen);

  @BeforeEach
  void open() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    server = new DatagramSocket(new InetSocketAddress(loopback, 0));
    stranger = new DatagramSocket(new InetSocketAddress(loopback, 0));
    Thread.ofVirtual().start(this::serve);
    discovered =
        new DiscoveredAddress(
            new StunServer("127.0.0.1", server.getLocalPort()),
            new StunClient(SHORT),
            new ScheduledThreadPoolExecutor(1));
  }

  @AfterEach
  void close() {
    discovered.close();
    server.close();
    stranger.close();
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
        server.receive(packet);
        requests.incrementAndGet();
        behaviour.answer(packet.getData(), packet);
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void reply(
      DatagramSocket from, byte[] request, DatagramPacket packet, String address)
      throws IOException {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    ByteBuffer answer = ByteBuffer.allocate(20 + 8 + bytes.length);
    answer.putShort((short) 0x0101).putShort((short) (8 + bytes.length)).put(request, 4, 16);
    answer.putShort((short) 0x0020).putShort((short) (4 + bytes.length));
    answer.putShort((short) (bytes.length == 4 ? 1 : 2)).putShort((short) 0);
    for (int i = 0; i < bytes.length; i++) {
      answer.put((byte) (bytes[i] ^ request[4 + i]));
    }
    from.send(new DatagramPacket(answer.array(), answer.position(), packet.getSocketAddress()));
  }

  @Test
  void theServersWordCountsUntilItSaysAnother() {
    discovered.begin();
    assertThat(discovered.address()).isEqualTo(InetAddress.ofLiteral("198.51.100.7"));
    assertThat(requests).hasValue(1);
    seen = "198.51.100.8";
    discovered.begin();
    assertThat(discovered.address()).isEqualTo(InetAddress.ofLiteral("198.51.100.8"));
    behaviour = (request, packet) -> {};
    discovered.begin();
    assertThat(discovered.address()).isEqualTo(InetAddress.ofLiteral("198.51.100.8"));
  }

  @Test
  void aLostRequestIsRepeated() {
    behaviour =
        (request, packet) -> {
          if (requests.get() >= 2) {
            reply(server, request, packet, seen);
          }
        };
    discovered.begin();
    assertThat(discovered.address()).isNotNull();
    assertThat(requests).hasValueGreaterThanOrEqualTo(2);
  }

  @Test
  void nobodyElseIsBelieved() {
    behaviour =
        (request, packet) -> {
          reply(stranger, request, packet, "203.0.113.66");
          byte[] guessed = request.clone();
          guessed[19]++;
          reply(server, guessed, packet, "203.0.113.67");
        };
    discovered.begin();
    assertThat(discovered.address()).isNull();
  }

  @Test
  void anAddressThatIsNoneIsNotTaken() {
    for (String none : new String[] {"0.0.0.0", "224.0.0.1", "169.254.1.1"}) {
      seen = none;
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
