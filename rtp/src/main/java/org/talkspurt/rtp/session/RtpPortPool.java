package org.talkspurt.rtp.session;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Port pairs for calls: RTP on the even port, RTCP on the next odd one (RFC 3550 §11).
 *
 * <p>Pairs are used in turn from a random start, so a port rests as long as the range allows, and
 * at least for the quarantine, before it serves another call: late packets of the old call then
 * meet a closed port. A pair that another program holds is passed over and tried again after a
 * quarantine.
 *
 * <p>Thread-safe: calls on different loops allocate and release.
 */
public final class RtpPortPool {

  private static final Logger LOG = LoggerFactory.getLogger(RtpPortPool.class);

  /** Pairs tried in one allocation: binding takes some µs each, on a call's loop. */
  private static final int MAX_BIND_ATTEMPTS = 64;

  /** How many pairs are in which condition. */
  public record Counts(int free, int used, int quarantined) {}

  private record Resting(int rtpPort, long sinceNs) {}

  private final SocketPair.Binder binder;
  private final long quarantineNs;
  private final int pairs;
  private final ArrayDeque<Integer> free;
  private final ArrayDeque<Resting> resting = new ArrayDeque<>();

  /**
   * @param bindAddress local address of the sockets; the unspecified one means all
   * @param portMin lowest port, 1024..65534
   * @param portMax highest port, inclusive, up to 65535; the range must hold an even port and the
   *     odd one after it
   * @param quarantineNs how long a port rests after its call, ns; not negative
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public RtpPortPool(
      InetAddress bindAddress,
      int portMin,
      int portMax,
      long quarantineNs,
      RandomGenerator random) {
    this(port -> SocketPair.bind(bindAddress, port), portMin, portMax, quarantineNs, random);
  }

  RtpPortPool(
      SocketPair.Binder binder,
      int portMin,
      int portMax,
      long quarantineNs,
      RandomGenerator random) {
    if (portMin < 1024 || portMax > 65_535) {
      throw new IllegalArgumentException(
          "RTP ports %d..%d (expected: within 1024..65535)".formatted(portMin, portMax));
    }
    int firstRtpPort = (portMin + 1) & ~1;
    if (firstRtpPort + 1 > portMax) {
      throw new IllegalArgumentException(
          "RTP ports %d..%d hold no even port followed by an odd one".formatted(portMin, portMax));
    }
    if (quarantineNs < 0) {
      throw new IllegalArgumentException("quarantine: " + quarantineNs + " ns (expected: >= 0)");
    }
    this.binder = binder;
    this.quarantineNs = quarantineNs;
    this.pairs = (portMax - firstRtpPort + 1) / 2;
    this.free = new ArrayDeque<>(pairs);
    int start = random.nextInt(pairs);
    for (int i = 0; i < pairs; i++) {
      free.add(firstRtpPort + 2 * ((start + i) % pairs));
    }
  }

  /**
   * Binds the next free pair.
   *
   * @param nowNs monotonic time
   * @return the pair, or nothing if all are used, resting or held by other programs
   */
  public synchronized Optional<RtpPorts> allocate(long nowNs) {
    endQuarantines(nowNs);
    IOException refused = null;
    for (int attempt = 0; attempt < MAX_BIND_ATTEMPTS && !free.isEmpty(); attempt++) {
      int rtpPort = free.remove();
      try {
        return Optional.of(new RtpPorts(this, rtpPort, binder.bind(rtpPort)));
      } catch (IOException e) {
        resting.add(new Resting(rtpPort, nowNs)); // somebody else's
        refused = e;
      }
    }
    if (refused != null) {
      LOG.warn("No RTP port could be bound", refused);
    }
    return Optional.empty();
  }

  synchronized void release(int rtpPort, long nowNs) {
    resting.add(new Resting(rtpPort, nowNs));
  }

  /**
   * @param nowNs monotonic time
   */
  public synchronized Counts counts(long nowNs) {
    endQuarantines(nowNs);
    return new Counts(free.size(), pairs - free.size() - resting.size(), resting.size());
  }

  private void endQuarantines(long nowNs) {
    while (!resting.isEmpty() && nowNs - resting.element().sinceNs() >= quarantineNs) {
      free.add(resting.remove().rtpPort());
    }
  }
}
