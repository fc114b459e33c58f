package org.talkspurt.gateway.sip;

import java.net.InetSocketAddress;
import javax.sip.address.Hop;

/**
 * Where a request is sent.
 *
 * @param address resolved
 * @param server name or address literal that led there, which a server over TLS must prove
 */
public record NextHop(InetSocketAddress address, SipTransport transport, String server) {

  /**
   * @throws IllegalArgumentException if the address is but a name
   */
  public NextHop {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("not resolved: " + address.getHostString());
    }
  }

  /** A server that is known by its address only. */
  public NextHop(InetSocketAddress address, SipTransport transport) {
    this(address, transport, address.getHostString());
  }

  /** Whether the same connection leads to both. */
  public boolean isBeside(NextHop other) {
    return address.equals(other.address) && transport == other.transport;
  }

  /** As the stack wants to have it. */
  Hop toHop() {
    return new NamedHop(
        address.getAddress().getHostAddress(), address.getPort(), transport.name(), server);
  }
}
