package org.talkspurt.gateway.hep;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.sip.CapturedMessage;
import org.talkspurt.gateway.sip.SipTransport;

class HepSenderTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void messagesGoToTheCollectorWithoutSecrets() throws Exception {
    try (DatagramSocket collector = new DatagramSocket(0, LOOPBACK)) {
      collector.setSoTimeout(20_000);
      DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
      try (HepSender sender = sender(collector.getLocalPort())) {
        sender.captured(message("BYE sip:a@b SIP/2.0\r\nAuthorization: Digest 5ecret\r\n\r\n"));
        collector.receive(packet);
      }
      assertThat(text(packet))
          .startsWith("HEP3")
          .endsWith("BYE sip:a@b SIP/2.0\r\nAuthorization:" + "*".repeat(14) + "\r\n\r\n");
    }
    assertThat(messages("sent")).isEqualTo(1);
  }

  @Test
  void whatFitsIntoNoDatagramIsCounted() throws Exception {
    try (HepSender sender = sender(9)) {
      sender.captured(message("x".repeat(HepPacket.LONGEST)));
    }
    assertThat(messages("failed")).isEqualTo(1);
  }

  @Test
  void whatComesAfterTheEndIsDroppedAndCounted() throws Exception {
    HepSender sender = sender(9);
    sender.close();
    sender.captured(message("x"));

    assertThat(messages("dropped")).isEqualTo(1);
  }

  private HepSender sender(int port) throws Exception {
    return new HepSender(new HepSettings(LOOPBACK.getHostAddress(), port, 1, ""), registry);
  }

  private static CapturedMessage message(String text) {
    InetSocketAddress address = new InetSocketAddress(LOOPBACK, 5060);
    return new CapturedMessage(
        address, address, SipTransport.UDP, Instant.ofEpochSecond(1), "id", text);
  }

  private static String text(DatagramPacket packet) {
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  private double messages(String outcome) {
    return registry.get("talkspurt.sip.hep.messages").tag("outcome", outcome).counter().count();
  }
}
