package org.talkspurt.gateway.sip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Who counts as one source: an IPv4 address, or an IPv6 network of 64 bits, in which one host may
 * take any address it likes (RFC 4291 §2.5.1).
 */
record SourceKey(long bits, boolean ipv6) {

  static SourceKey of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? new SourceKey(ByteBuffer.wrap(bytes).getLong(), true)
        : new SourceKey(ByteBuffer.wrap(bytes).getInt() & 0xFFFF_FFFFL, false);
  }
}
