package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses of a destination, by the system's resolver. Blocks. */
final class HostResolver {

  /** A name with more addresses than that is not tried to its end. */
  private static final int MAX_ADDRESSES = 4;

  private HostResolver() {}

  static List<NextHop> resolve(SipDestination destination) throws UnknownHostException {
    List<NextHop> hops = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(destination.host())) {
      if (hops.size() < MAX_ADDRESSES) {
        hops.add(
            new NextHop(
                new InetSocketAddress(address, destination.effectivePort()),
                destination.transport()));
      }
    }
    return hops;
  }
}
