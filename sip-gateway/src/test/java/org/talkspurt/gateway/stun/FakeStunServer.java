package org.talkspurt.gateway.stun;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A STUN server on loopback (RFC 8489 §6.3.1) that does what a test wants. */
public final class FakeStunServer implements AutoCloseable {

  /** Answers a request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(byte[] request, DatagramPacket packet) throws IOException;
  }

  final AtomicInteger requests = new AtomicInteger();
  final DatagramSocket socket;

  /** Where everybody seems to be. */
  volatile String seen;

  volatile Behaviour behaviour = this::reply;

  /** Answers every request. */
  public FakeStunServer(String seen) throws IOException {
    this.seen = seen;
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** From now on nothing is answered. */
  public void fallSilent() {
    behaviour = (_, _) -> {};
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
        socket.receive(packet);
        requests.incrementAndGet();
        behaviour.answer(packet.getData(), packet);
      }
    } catch (IOException e) {
      // closed
    }
  }

  void reply(byte[] request, DatagramPacket packet) throws IOException {
    reply(socket, request, packet, seen);
  }

  /** A success response with one XOR-MAPPED-ADDRESS (§14.2). */
  static void reply(DatagramSocket from, byte[] request, DatagramPacket packet, String address)
      throws IOException {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    ByteBuffer answer = ByteBuffer.allocate(20 + 8 + bytes.length);
    answer.putShort((short) 0x0101).putShort((short) (8 + bytes.length)).put(request, 4, 16);
    answer.putShort((short) 0x0020).putShort((short) (4 + bytes.length));
    answer.putShort((short) (bytes.length == 4 ? 1 : 2)).putShort((short) 0);
    for (int i = 0; i < bytes.length; i++) {
      answer.put((byte) (bytes[i] ^ request[4 + i]));
    }
    from.send(new DatagramPacket(answer.array(), answer.position(), packet.getSocketAddress()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
