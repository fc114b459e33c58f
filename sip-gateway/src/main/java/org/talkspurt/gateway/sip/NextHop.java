package org.talkspurt.gateway.sip;

import gov.nist.javax.sip.stack.HopImpl;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;

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

  /** As the stack wants to have it. */
  Hop toHop() {
    return new HopImpl(address.getAddress().getHostAddress(), address.getPort(), transport.name());
  }
}
