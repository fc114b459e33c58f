package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.stack.MessageChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The connections that we made: tells whom it concerns of those that end, and ends those over which
 * nothing comes any more. Thread-safe.
 */
final class ConnectionWatch {

  private final List<Consumer<NextHop>> watchers = new CopyOnWriteArrayList<>();
  private final Map<SipTransport, Consumer<String>> owners = new ConcurrentHashMap<>();

  /**
   * @param watcher called on any thread, must not block
   */
  void add(Consumer<NextHop> watcher) {
    watchers.add(watcher);
  }

  /**
   * @param owner of the connections of one transport: ends that of a key of the stack's, if any
   */
  void own(SipTransport transport, Consumer<String> owner) {
    owners.put(transport, owner);
  }

  /**
   * Nothing came back from this peer: what forgot a connection without a word (a router, a
   * firewall) would be believed for a quarter of an hour. The next message gets a new one.
   */
  void abandon(NextHop peer) {
    InetSocketAddress address = peer.address();
    owners
        .getOrDefault(peer.transport(), _ -> {})
        .accept(
            MessageChannel.getKey(
                address.getAddress(), address.getPort(), peer.transport().name()));
  }

  /** A connection that we made to this peer is no more. */
  void closed(InetAddress peer, int port, SipTransport transport) {
    NextHop hop = new NextHop(new InetSocketAddress(peer, port), transport);
    watchers.forEach(watcher -> watcher.accept(hop));
  }
}
