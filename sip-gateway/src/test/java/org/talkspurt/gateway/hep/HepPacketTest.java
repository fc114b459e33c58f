package org.talkspurt.gateway.hep;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.sip.CapturedMessage;
import org.talkspurt.gateway.sip.SipTransport;

class HepPacketTest {
  private static final Instant AT = Instant.ofEpochSecond(0x5a5b5c5d, 123_456_789);

  @Test
  void aMessageOverUdpAndIpv4ByteByByte() {
    byte[] packet =
        HepPacket.of(message("192.0.2.1", "198.51.100.2", SipTransport.UDP), 2_001, "key");

    assertThat(HexFormat.of().formatHex(packet))
        .isEqualTo(
            "48455033" // HEP3
                + "0078" // 120 bytes in all
                + "00000001000702" // IPv4
                + "00000002000711" // UDP
                + "00000003000ac0000201"
                + "00000004000ac6336402"
                + "00000007000813c4" // 5060
                + "00000008000813c5" // 5061
                + "00000009000a5a5b5c5d" // seconds
                + "0000000a000a0001e240" // 123456 µs
                + "0000000b000701" // SIP
                + "0000000c000a000007d1" // 2001
                + "0000000e00096b6579" // key
                + "00000011000a69644061" // id@a
                + "0000000f00084f4b"); // OK
  }

  @Test
  void ipv6AndTlsHaveNumbersOfTheirOwn() {
    String packet =
        HexFormat.of()
            .formatHex(
                HepPacket.of(message("2001:db8::1", "2001:db8::2", SipTransport.TLS), -1, ""));

    assertThat(packet)
        .startsWith("48455033" + "0087" + "0000000100070a" + "00000002000706")
        .contains("00000005001620010db8000000000000000000000001")
        .contains("00000006001620010db8000000000000000000000002")
        .contains("0000000c000affffffff")
        .doesNotContain("0000000e");
  }

  private static CapturedMessage message(String from, String to, SipTransport transport) {
    return new CapturedMessage(
        new InetSocketAddress(InetAddress.ofLiteral(from), 5060),
        new InetSocketAddress(InetAddress.ofLiteral(to), 5061),
        transport,
        AT,
        "id@a",
        "OK");
  }
}
