package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

final class UdpPeer extends SipPeer {

  private final DatagramSocket socket;
  private final InetAddress host;
  private final int endpointPort;

  UdpPeer(String host, int endpointPort) throws IOException {
    this.host = InetAddress.ofLiteral(host);
    this.endpointPort = endpointPort;
    this.socket = new DatagramSocket(0, this.host);
    socket.setReceiveBufferSize(1 << 20);
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[65_535];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        inbox.add(new SipText(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8)));
      } catch (IOException closed) {
        // the loop looks at the socket
      }
    }
  }

  @Override
  String transport() {
    return "UDP";
  }

  @Override
  String self() {
    return SipMessages.literal(host) + ":" + socket.getLocalPort();
  }

  @Override
  void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, host, endpointPort));
  }

  @Override
  public void close() {
    socket.close();
  }
}
