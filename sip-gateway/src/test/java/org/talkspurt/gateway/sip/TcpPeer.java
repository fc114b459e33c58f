package org.talkspurt.gateway.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

final class TcpPeer extends SipPeer {

  private final Socket socket;

  TcpPeer(String host, int endpointPort) throws IOException {
    this(host, endpointPort, host);
  }

  TcpPeer(String host, int endpointPort, String from) throws IOException {
    socket = new Socket(InetAddress.ofLiteral(host), endpointPort, InetAddress.ofLiteral(from), 0);
    Thread.ofVirtual().start(this::read);
  }

  /** The end of a connection that the endpoint made. */
  TcpPeer(Socket socket) {
    this.socket = socket;
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (InputStream in = socket.getInputStream()) {
      while (true) {
        String head = readHead(in);
        if (head.isEmpty()) {
          return;
        }
        String length = new SipText(head).header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        inbox.add(new SipText(head + new String(body, StandardCharsets.UTF_8)));
      }
    } catch (IOException closed) {
      // the test shows it: nothing more comes
    } finally {
      inbox.add(new SipText("CLOSED \r\n\r\n"));
    }
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.UTF_8);
  }

  @Override
  String transport() {
    return "TCP";
  }

  @Override
  String self() {
    return SipMessages.literal(socket.getLocalAddress()) + ":" + socket.getLocalPort();
  }

  @Override
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
