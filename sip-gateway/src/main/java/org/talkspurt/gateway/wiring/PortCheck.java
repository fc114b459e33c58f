package org.talkspurt.gateway.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;

/** Binds what a start would bind, and lets it go. */
final class PortCheck {

  private final Problems problems;

  PortCheck(Problems problems) {
    this.problems = problems;
  }

  /** SIP listens on both. */
  void udpAndTcp(String key, InetAddress address, int port) {
    try {
      bindDatagrams(address, port);
    } catch (IOException e) {
      taken(key, "UDP " + port, e);
    }
    tcp(key, address, port);
  }

  /**
   * @param port 0: whichever is free
   */
  void tcp(String key, InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections that linger are in nobody's way
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      taken(key, "TCP " + port, e);
    }
  }

  /** Returns how many pairs of media ports are free; a call needs one. */
  int media(InetAddress address, int min, int max, int calls) {
    int free = 0;
    for (int rtp = (min + 1) & ~1; rtp < max; rtp += 2) {
      if (isFree(address, rtp) && isFree(address, rtp + 1)) {
        free++;
      }
    }
    if (free < calls) {
      problems.add(
          "talkspurt.rtp.port-min and port-max: %d to %d have %d free pairs (expected: one for each of talkspurt.calls.max %d)"
              .formatted(min, max, free, calls));
    }
    return free;
  }

  private static boolean isFree(InetAddress address, int port) {
    try {
      bindDatagrams(address, port);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void bindDatagrams(InetAddress address, int port) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(address, port));
    }
  }

  private void taken(String key, String port, IOException e) {
    problems.add(
        key
            + ": "
            + port
            + ": "
            + e.getMessage()
            + " (another bot or PBX has it? end that, or choose another port)");
  }
}
