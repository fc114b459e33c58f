package org.talkspurt.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider's registrar on loopback that takes everybody's REGISTER. */
final class Registrar implements AutoCloseable {
  private final DatagramSocket socket;
  private final String expires;

  /** Grants what is asked for. */
  Registrar() throws IOException {
    this("");
  }

  private Registrar(String expires) throws IOException {
    this.expires = expires;
    socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
    Thread.ofPlatform().daemon().name("registrar").start(this::serve);
  }

  /** Grants so many seconds, whatever is asked for. */
  static Registrar granting(int seconds) throws IOException {
    return new Registrar("Expires: " + seconds);
  }

  int port() {
    return socket.getLocalPort();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    try {
      while (true) {
        socket.receive(packet);
        String request =
            new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        if (request.startsWith("REGISTER ") || request.startsWith("OPTIONS ")) {
          byte[] answer = answer(request).getBytes(StandardCharsets.UTF_8);
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private String answer(String request) {
    StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
    for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq", "Contact", "Expires")) {
      Matcher header = Pattern.compile("(?im)^" + name + "\\s*:.*$").matcher(request);
      if (header.find()) {
        boolean grants = name.equals("Expires") && !expires.isEmpty();
        answer.append(grants ? expires : header.group().strip());
        answer.append(name.equals("To") ? ";tag=registrar\r\n" : "\r\n");
      }
    }
    return answer.append("Content-Length: 0\r\n\r\n").toString();
  }

  @Override
  public void close() {
    socket.close();
  }
}
