package org.talkspurt.gateway.sip;

import java.net.InetSocketAddress;

/**
 * Where a request is sent.
 *
 * @param address resolved
 */
public record NextHop(InetSocketAddress address, SipTransport transport) {

  /**
   * @throws IllegalArgumentException if the address is but a name
   */
  public NextHop {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("not resolved: " + address.getHostString());
    }
  }
}
