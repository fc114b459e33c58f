package org.talkspurt.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Somebody at another address who knows everything about the calls but cannot send from the
 * callers' addresses: foreign streams, forged continuations of the callers' own, key presses, RTCP
 * goodbyes, rubbish. Loopback only, a given number of datagrams at a given pace.
 */
final class Injector implements AutoCloseable {
  private static final int RTP_BYTES = 12 + WireCaller.FRAME;

  private final SplittableRandom random = new SplittableRandom(4);
  private final DatagramSocket socket;
  private final List<WireCaller> victims;
  private final byte[] datagram = new byte[1_600];
  private final ByteBuffer view = ByteBuffer.wrap(datagram);
  private int foreignSequence;

  Injector(List<WireCaller> victims) throws IOException {
    this.victims = victims;
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
    random.nextBytes(datagram); // loud noise in µ-law
  }

  /** Sends {@code count} datagrams, {@code perSecond}; each victim gets every kind in turn. */
  void send(int count, int perSecond) throws IOException {
    Pace pace = new Pace(perSecond);
    for (int sent = 0; sent < count; sent++) {
      pace.await(sent);
      WireCaller victim = victims.get(sent % victims.size());
      sendOne(victim, sent / victims.size());
    }
  }

  private void sendOne(WireCaller victim, int round) throws IOException {
    switch (round % 6) {
      case 0, 1 -> rtp(victim, 0, foreignSequence++, 0x0BAD_0BAD);
      case 2 -> rtp(victim, 0, victim.sequenceNumber(), victim.ssrc());
      case 3 -> rtp(victim, 101, victim.sequenceNumber(), victim.ssrc());
      case 4 -> {
        view.putInt(0, 0x81CB_0001).putInt(4, victim.ssrc()); // BYE, RFC 3550 §6.6
        InetSocketAddress rtp = victim.botMedia();
        socket.send(
            new DatagramPacket(
                datagram, 8, new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1)));
      }
      default -> {
        view.putInt(0, random.nextInt());
        int length = random.nextInt(datagram.length + 1);
        socket.send(new DatagramPacket(datagram, length, victim.botMedia()));
      }
    }
  }

  private void rtp(WireCaller victim, int payloadType, int sequenceNumber, int ssrc)
      throws IOException {
    view.put(0, (byte) 0x80).put(1, (byte) payloadType).putShort(2, (short) sequenceNumber);
    view.putInt(4, sequenceNumber * WireCaller.FRAME).putInt(8, ssrc);
    socket.send(new DatagramPacket(datagram, RTP_BYTES, victim.botMedia()));
  }

  /** Whether anything at all was sent to us. */
  boolean wasAnswered() throws IOException {
    socket.setSoTimeout(500);
    try {
      socket.receive(new DatagramPacket(new byte[2_048], 2_048));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
