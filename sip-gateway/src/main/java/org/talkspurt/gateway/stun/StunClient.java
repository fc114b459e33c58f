package org.talkspurt.gateway.stun;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a STUN server what our address is, from a socket of its own. An answer is believed if it
 * comes from the server's address (the socket is connected) and has the 96 random bits of the
 * request; other datagrams are passed over, at most {@value #MAX_STRAYS}.
 */
final class StunClient {

  private static final int MAX_STRAYS = 100;
  private final SecureRandom random = new SecureRandom();
  private final Duration firstWait;

  /**
   * @param firstWait until the request is repeated, then twice as long each time (RFC 8489 §6.2.1:
   *     500 ms)
   */
  StunClient(Duration firstWait) {
    this.firstWait = firstWait;
  }

  /**
   * Our address as the server sees it. Blocks.
   *
   * @param requests how often the request is sent
   * @return empty if no answer came that could be believed
   */
  Optional<InetAddress> ask(StunServer server, int requests) {
    byte[] id = new byte[StunMessage.TRANSACTION_ID_BYTES];
    random.nextBytes(id);
    byte[] request = StunMessage.request(id);
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress host = InetAddress.getByName(server.host());
      socket.connect(new InetSocketAddress(host, server.port()));
      Duration wait = firstWait;
      int strays = 0;
      for (int i = 0; i < requests; i++, wait = wait.multipliedBy(2)) {
        socket.send(new DatagramPacket(request, request.length));
        long endNs = System.nanoTime() + wait.toNanos();
        for (long leftNs = wait.toNanos(); leftNs > 0; leftNs = endNs - System.nanoTime()) {
          socket.setSoTimeout((int) Math.max(1, leftNs / 1_000_000));
          Optional<InetAddress> mapped = receive(socket, id);
          if (mapped.filter(address -> isUsable(address, host)).isPresent()) {
            return mapped;
          }
          if (++strays > MAX_STRAYS) {
            return Optional.empty();
          }
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // nobody there, or no such host
    }
    return Optional.empty();
  }

  private static Optional<InetAddress> receive(DatagramSocket socket, byte[] id)
      throws IOException {
    byte[] buffer = new byte[StunMessage.MAX_BYTES + 1];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
    return StunMessage.mapped(buffer, packet.getLength(), id);
  }

  /** One that a peer can send to. A server on this machine may see us on it. */
  private static boolean isUsable(InetAddress mapped, InetAddress server) {
    return !mapped.isAnyLocalAddress()
        && !mapped.isMulticastAddress()
        && !mapped.isLinkLocalAddress()
        && (!mapped.isLoopbackAddress() || server.isLoopbackAddress());
  }
}
