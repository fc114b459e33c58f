package org.talkspurt.rtp.session;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two UDP sockets of a call. */
record SocketPair(DatagramChannel rtp, DatagramChannel rtcp) {

  private static final Logger LOG = LoggerFactory.getLogger(SocketPair.class);

  /**
   * Expedited forwarding, DSCP 46 (RFC 3246, RFC 4594 §4.1), in the upper six bits of the octet.
   */
  static final int TOS_EXPEDITED = 46 << 2;

  /** Binds a pair. */
  @FunctionalInterface
  interface Binder {
    /**
     * @throws IOException if one of the two ports is taken
     */
    SocketPair bind(int rtpPort) throws IOException;
  }

  static SocketPair bind(InetAddress address, int rtpPort) throws IOException {
    DatagramChannel rtp = bindOne(address, rtpPort);
    try {
      return new SocketPair(rtp, bindOne(address, rtpPort + 1));
    } catch (IOException e) {
      rtp.close();
      throw e;
    }
  }

  private static DatagramChannel bindOne(InetAddress address, int port) throws IOException {
    DatagramChannel channel = open(address);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.IP_TOS, TOS_EXPEDITED);
      channel.bind(new InetSocketAddress(address, port));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static DatagramChannel open(InetAddress address) throws IOException {
    if (address.isAnyLocalAddress()) {
      return DatagramChannel.open(); // IPv6 and IPv4 in one socket, where the machine has both
    }
    return DatagramChannel.open(
        address instanceof Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6);
  }

  void close() {
    closeOne(rtp);
    closeOne(rtcp);
  }

  private static void closeOne(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("Closing a media socket failed", e);
    }
  }
}
