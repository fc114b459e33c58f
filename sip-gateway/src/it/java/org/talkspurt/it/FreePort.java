package org.talkspurt.it;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of loopback for servers under test: below those that the system gives to clients. */
final class FreePort {
  private static final int LOWEST = 12_000;
  private static final int RANGE = 8_000;
  private static final AtomicInteger GIVEN =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(RANGE / 2));

  private FreePort() {}

  /** An even port, free for UDP and TCP as the one above is, where baresip listens for TLS. */
  static int next() throws IOException {
    for (int i = 0; i < RANGE / 2; i++) {
      int port = LOWEST + 2 * (GIVEN.getAndIncrement() % (RANGE / 2));
      if (isFree(port) && isFree(port + 1)) {
        return port;
      }
    }
    throw new IOException("no port is free");
  }

  private static boolean isFree(int port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket _ = new ServerSocket(port, 1, loopback);
        DatagramSocket _ = new DatagramSocket(new InetSocketAddress(loopback, port))) {
      return true;
    } catch (java.net.BindException e) {
      return false;
    }
  }
}
