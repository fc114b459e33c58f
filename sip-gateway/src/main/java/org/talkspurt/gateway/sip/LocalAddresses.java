package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The address of ours that a peer can reach: the advertised one, else the bound one, else the one
 * from which the kernel would route to the peer.
 */
final class LocalAddresses {

  private static final int MAX_CACHED_PEERS = 4_096;

  /** Interfaces come and go; a route is asked for again after this time. */
  private static final long MAX_AGE_NS = Duration.ofSeconds(30).toNanos();

  private record Route(InetAddress local, long learntNs) {}

  private final AdvertisedAddress advertised;
  private final InetAddress bound;
  private final Map<InetAddress, Route> routes = new ConcurrentHashMap<>();

  LocalAddresses(InetAddress bound, AdvertisedAddress advertised) {
    this.bound = bound;
    this.advertised = advertised;
  }

  InetAddress toward(InetAddress peer) {
    InetAddress outside = advertised.now();
    if (outside != null) {
      return outside;
    }
    if (!bound.isAnyLocalAddress()) {
      return bound;
    }
    long nowNs = System.nanoTime();
    Route known = routes.get(peer);
    if (known != null && nowNs - known.learntNs() < MAX_AGE_NS) {
      return known.local();
    }
    if (routes.size() >= MAX_CACHED_PEERS) {
      routes.clear();
    }
    InetAddress local = route(peer);
    routes.put(peer, new Route(local, nowNs));
    return local;
  }

  private static InetAddress route(InetAddress peer) {
    // Connecting a datagram socket sends nothing; it makes the kernel choose the source address.
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(new InetSocketAddress(peer, 9));
      InetAddress local = probe.getLocalAddress();
      return local.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : withoutScope(local);
    } catch (IOException e) {
      return InetAddress.getLoopbackAddress();
    }
  }

  /** An IPv6 address without its interface name, which means nothing to the peer. */
  static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (IOException e) {
      return address;
    }
  }
}
