package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RtpPortPoolTest {

  private static final long QUARANTINE_NS = TimeUnit.SECONDS.toNanos(30);

  private final Set<Integer> taken = new HashSet<>();

  @Test
  void lendsEvenPortsAndNeverOneTwice() {
    RtpPortPool pool = pool(10_001, 10_008);

    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      RtpPorts pair = pool.allocate(0).orElseThrow();
      assertThat(pair.rtcpPort()).isEqualTo(pair.rtpPort() + 1);
      ports.add(pair.rtpPort());
    }

    assertThat(ports).containsExactlyInAnyOrder(10_002, 10_004, 10_006);
    assertThat(pool.allocate(0)).isEmpty();
    assertThat(pool.counts(0)).isEqualTo(new RtpPortPool.Counts(0, 3, 0));
  }

  @Test
  void aReleasedPortRestsForTheQuarantine() {
    RtpPortPool pool = pool(10_000, 10_001);
    long start = Long.MAX_VALUE - 5; // the monotonic clock may wrap
    RtpPorts pair = pool.allocate(start).orElseThrow();
    pair.release(start);
    pair.release(start + 1);

    assertThat(pool.counts(start)).isEqualTo(new RtpPortPool.Counts(0, 0, 1));
    assertThat(pool.allocate(start + QUARANTINE_NS - 1)).isEmpty();
    assertThat(pool.allocate(start + QUARANTINE_NS)).isPresent();
  }

  @Test
  void portsServeInTurnSoThatOneRestsAsLongAsPossible() {
    RtpPortPool pool = pool(10_000, 10_007);
    int first = pool.allocate(0).orElseThrow().rtpPort();
    RtpPorts second = pool.allocate(0).orElseThrow();
    second.release(0);

    Set<Integer> later = new HashSet<>();
    later.add(pool.allocate(QUARANTINE_NS).orElseThrow().rtpPort());
    later.add(pool.allocate(QUARANTINE_NS).orElseThrow().rtpPort());
    assertThat(later).doesNotContain(first, second.rtpPort());
    assertThat(pool.allocate(QUARANTINE_NS).orElseThrow().rtpPort()).isEqualTo(second.rtpPort());
  }

  @Test
  void passesOverPortsOfOtherPrograms() {
    taken.add(10_000);
    taken.add(10_004);
    RtpPortPool pool = pool(10_000, 10_005);

    assertThat(pool.allocate(0).orElseThrow().rtpPort()).isEqualTo(10_002);
    assertThat(pool.allocate(0)).isEmpty();

    taken.clear();
    assertThat(pool.allocate(QUARANTINE_NS)).isPresent();
    assertThat(pool.allocate(QUARANTINE_NS)).isPresent();
  }

  @Test
  void startsAnywhere() {
    Set<Integer> starts = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      starts.add(
          new RtpPortPool(this::bind, 10_000, 10_199, QUARANTINE_NS, new Random(seed))
              .allocate(0)
              .orElseThrow()
              .rtpPort());
    }
    assertThat(starts).hasSizeGreaterThan(5);
  }

  @Test
  void namesARangeThatCannotWork() {
    assertThatThrownBy(() -> pool(80, 10_000)).hasMessageContaining("1024..65535");
    assertThatThrownBy(() -> pool(10_000, 65_536)).hasMessageContaining("1024..65535");
    assertThatThrownBy(() -> pool(10_001, 10_002)).hasMessageContaining("10001..10002");
    assertThatThrownBy(() -> pool(10_000, 10_000)).hasMessageContaining("no even port");
  }

  @Test
  void realSocketsAreMarkedForExpeditedForwardingAndExcludeEachOther() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    SocketPair pair = bindAnyEvenPort(loopback);
    int port = ((InetSocketAddress) pair.rtp().getLocalAddress()).getPort();
    try {
      assertThat(pair.rtp().getOption(StandardSocketOptions.IP_TOS)).isEqualTo(0xB8);
      assertThat(pair.rtcp().getLocalAddress())
          .isEqualTo(new InetSocketAddress(loopback, port + 1));
      assertThatThrownBy(() -> SocketPair.bind(loopback, port)).isInstanceOf(IOException.class);
    } finally {
      pair.close();
    }
    SocketPair.bind(loopback, port).close();
  }

  private static SocketPair bindAnyEvenPort(InetAddress address) throws IOException {
    for (int port = 20_000; port < 30_000; port += 2) {
      try {
        return SocketPair.bind(address, port);
      } catch (BindException _) {
        // somebody else's
      }
    }
    throw new BindException("no free port");
  }

  private RtpPortPool pool(int portMin, int portMax) {
    return new RtpPortPool(this::bind, portMin, portMax, QUARANTINE_NS, new Random(1));
  }

  private SocketPair bind(int rtpPort) throws IOException {
    if (taken.contains(rtpPort)) {
      throw new BindException("taken");
    }
    return new SocketPair(DatagramChannel.open(), DatagramChannel.open());
  }
}
