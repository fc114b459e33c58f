package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells whom it concerns of connections of ours that end. Thread-safe. */
final class ConnectionWatch {

  private final List<Consumer<NextHop>> watchers = new CopyOnWriteArrayList<>();

  /**
   * @param watcher called on any thread, must not block
   */
  void add(Consumer<NextHop> watcher) {
    watchers.add(watcher);
  }

  /** A connection that we made to this peer is no more. */
  void closed(InetAddress peer, int port, SipTransport transport) {
    NextHop hop = new NextHop(new InetSocketAddress(peer, port), transport);
    watchers.forEach(watcher -> watcher.accept(hop));
  }
}
