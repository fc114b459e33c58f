package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * As what a registrar sees our UDP socket through the NAT between us (RFC 3581 §4), learnt by
 * registering: its requests within calls reach us there and not at our own address. Safe for use by
 * any thread.
 */
final class NatMappings {

  private final Map<InetAddress, InetSocketAddress> seen = new ConcurrentHashMap<>();

  void learn(InetAddress registrar, InetSocketAddress seenAs) {
    seen.put(registrar, seenAs);
  }

  /** It sees us as we are. */
  void forget(InetAddress registrar) {
    seen.remove(registrar);
  }

  /** Null if this peer, if it is a registrar at all, sees us as we are. */
  @Nullable InetSocketAddress seenBy(InetAddress peer) {
    return seen.get(peer);
  }
}
