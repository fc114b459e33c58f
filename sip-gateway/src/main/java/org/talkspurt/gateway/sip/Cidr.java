package org.talkspurt.gateway.sip;

import java.net.InetAddress;

/**
 * A block of addresses (RFC 4632), IPv4 or IPv6.
 *
 * @param prefixBits leading bits that count
 */
record Cidr(InetAddress network, int prefixBits) {

  /**
   * Reads {@code 192.0.2.0/24} or a single address; names are refused, because an access list must
   * not depend on DNS.
   *
   * @throws IllegalArgumentException naming the text
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int width = network.getAddress().length * 8;
      int bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > width) {
        throw new IllegalArgumentException("prefix beyond " + width + " bits");
      }
      return new Cidr(network, bits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no address or CIDR block (expected: like 192.0.2.0/24)", e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int wholeBytes = prefixBits / 8;
    for (int i = 0; i < wholeBytes; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int restBits = prefixBits % 8;
    return restBits == 0
        || (mine[wholeBytes] & 0xFF) >> (8 - restBits)
            == (other[wholeBytes] & 0xFF) >> (8 - restBits);
  }
}
