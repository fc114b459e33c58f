package org.talkspurt.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a bot on the open Internet gets sent: rubbish, requests cut off or damaged, scanners, and
 * floods of INVITE, OPTIONS, REGISTER and ACK for calls that are none. Loopback only, so many
 * datagrams a second for so long.
 */
final class Flood implements AutoCloseable {

  private final SplittableRandom random = new SplittableRandom(5);
  private final DatagramSocket socket;
  private final InetSocketAddress bot;

  Flood(int sipPort) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    bot = new InetSocketAddress(loopback, sipPort);
    socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
  }

  void send(int count, int perSecond) throws IOException {
    Pace pace = new Pace(perSecond);
    for (int sent = 0; sent < count; sent++) {
      pace.await(sent);
      byte[] datagram = datagram(sent);
      socket.send(new DatagramPacket(datagram, datagram.length, bot));
    }
  }

  private byte[] datagram(int number) {
    return switch (number % 10) {
      case 0, 1 -> noise();
      case 2 -> cut(request("INVITE", number, ""));
      case 3, 4 -> damaged(request("INVITE", number, ""));
      case 5 -> request("REGISTER", number, "");
      case 6 -> request("ACK", number, "");
      case 7 -> request("OPTIONS", number, "User-Agent: friendly-scanner\r\n");
      case 8 -> request("INVITE", number, "Require: nothing-you-know\r\n");
      default -> request("BYE", number, "");
    };
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(1_400)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] cut(byte[] message) {
    return Arrays.copyOf(message, 1 + random.nextInt(message.length));
  }

  private byte[] damaged(byte[] message) {
    for (int i = 0; i < 8; i++) {
      message[random.nextInt(message.length)] = (byte) random.nextInt(256);
    }
    return message;
  }

  private byte[] request(String method, int number, String more) {
    String message =
        method
            + " sip:100@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:"
            + socket.getLocalPort()
            + ";rport;branch=z9hG4bK"
            + number
            + "\r\nMax-Forwards: 70\r\nFrom: <sip:flood@127.0.0.1>;tag="
            + number
            + "\r\nTo: <sip:100@127.0.0.1>;tag=x\r\nCall-ID: flood"
            + number
            + "\r\nCSeq: 1 "
            + method
            + "\r\nContact: <sip:flood@127.0.0.1>\r\n"
            + more
            + "Content-Length: 0\r\n\r\n";
    return message.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    socket.close();
  }
}
