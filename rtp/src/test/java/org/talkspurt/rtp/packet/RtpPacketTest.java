package org.talkspurt.rtp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtpPacketTest {

  private static final long UINT32_MAX = 0xFFFF_FFFFL;

  @Property(tries = 500)
  void readsWhatWasWritten(
      @ForAll boolean marker,
      @ForAll @IntRange(max = 63) int payloadType,
      @ForAll @IntRange(max = 65_535) int sequenceNumber,
      @ForAll @LongRange(max = UINT32_MAX) long timestamp,
      @ForAll @LongRange(max = UINT32_MAX) long ssrc,
      @ForAll @Size(max = 200) byte[] payload) {
    byte[] out = new byte[300];
    int length =
        RtpPacket.write(
            out, marker, payloadType, sequenceNumber, timestamp, ssrc, payload, 0, payload.length);
    RtpPacket packet = RtpPacket.parse(out, length);
    assertThat(packet).isNotNull();
    assertThat(packet.marker()).isEqualTo(marker);
    assertThat(packet.payloadType()).isEqualTo(payloadType);
    assertThat(packet.sequenceNumber()).isEqualTo(sequenceNumber);
    assertThat(packet.timestamp()).isEqualTo(timestamp);
    assertThat(packet.ssrc()).isEqualTo(ssrc);
    assertThat(payload(packet)).isEqualTo(payload);
  }

  @Property(tries = 5000)
  void keepsThePayloadInsideTheDatagramWhateverComes(
      @ForAll @Size(max = 80) byte[] tail, @ForAll byte flags) {
    byte[] datagram = new byte[tail.length + 1];
    datagram[0] = (byte) (0x80 | flags); // half of the tries have the right version
    System.arraycopy(tail, 0, datagram, 1, tail.length);
    RtpPacket packet = RtpPacket.parse(datagram, datagram.length);
    if (packet != null) {
      assertThat(packet.payloadOffset()).isGreaterThanOrEqualTo(RtpPacket.HEADER_BYTES);
      assertThat(packet.payloadLength()).isNotNegative();
      assertThat(packet.payloadOffset() + packet.payloadLength())
          .isLessThanOrEqualTo(datagram.length);
    }
  }

  @Test
  void skipsContributingSourcesExtensionAndPadding() {
    byte[] datagram =
        bytes(
            "b2 00 0001 000000a0 12345678" // padding, extension, two contributing sources
                + "11111111 22222222"
                + "bede 0001 33333333"
                + "aabbcc"
                + "000003");
    assertThat(payload(RtpPacket.parse(datagram, datagram.length))).isEqualTo(bytes("aabbcc"));
  }

  @Test
  void acceptsAPacketWithoutPayload() {
    RtpPacket packet = RtpPacket.parse(bytes("80 00 0001 000000a0 12345678"), 12);
    assertThat(packet).isNotNull();
    assertThat(packet.payloadLength()).isZero();
  }

  @Test
  void looksOnlyAtTheStatedLength() {
    byte[] buffer = Arrays.copyOf(bytes("80 00 0001 000000a0 12345678 aabb"), 1500);
    assertThat(RtpPacket.parse(buffer, 14).payloadLength()).isEqualTo(2);
    assertThat(RtpPacket.parse(buffer, 11)).isNull();
  }

  @Test
  void refusesWhatIsNoRtp() {
    assertMalformed(""); // nothing
    assertMalformed("80 00 0001 000000a0 123456"); // short
    assertMalformed("40 00 0001 000000a0 12345678"); // version 1
    assertMalformed("82 00 0001 000000a0 12345678 11111111"); // a contributing source is missing
    assertMalformed("90 00 0001 000000a0 12345678 be"); // no extension header
    assertMalformed("90 00 0001 000000a0 12345678 bede0002 33333333"); // half an extension
    assertMalformed("a0 00 0001 000000a0 12345678 00"); // padding of 0
    assertMalformed("a0 00 0001 000000a0 12345678 0003"); // padding reaches into the header
    assertMalformed("80 c8 0006 12345678 00000000 00000000"); // RTCP
  }

  private static void assertMalformed(String hex) {
    byte[] datagram = bytes(hex);
    assertThat(RtpPacket.parse(datagram, datagram.length)).as(hex).isNull();
  }

  private static byte[] payload(RtpPacket packet) {
    int offset = packet.payloadOffset();
    return Arrays.copyOfRange(packet.datagram(), offset, offset + packet.payloadLength());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
