package org.talkspurt.gateway.hep;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.talkspurt.gateway.sip.CapturedMessage;
import org.talkspurt.gateway.sip.SipTransport;

/**
 * A message as a HEP3 packet: {@code HEP3}, the length of all of it in 2 bytes, then chunks of
 * vendor (2 bytes), type (2), length with these six bytes (2) and value, big-endian.
 */
final class HepPacket {
  /** What fits into a UDP datagram over IPv4. */
  static final int LONGEST = 65_507;

  private static final byte[] MAGIC = "HEP3".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK_HEADER = 6;
  private static final int VENDOR = 0;
  private static final int IPV4 = 2;
  private static final int IPV6 = 10;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int SIP = 1;

  private final ByteBuffer out;

  private HepPacket(int capacity) {
    out = ByteBuffer.allocate(capacity);
  }

  /**
   * @param captureId who has captured it, unsigned
   * @param key of the collector; empty: none
   * @return too long for a datagram only if the message is
   */
  static byte[] of(CapturedMessage message, int captureId, String key) {
    byte[] payload = message.text().getBytes(StandardCharsets.UTF_8);
    byte[] callId = message.callId().getBytes(StandardCharsets.UTF_8);
    byte[] secret = key.getBytes(StandardCharsets.UTF_8);
    HepPacket packet = new HepPacket(256 + payload.length + callId.length + secret.length);
    packet.write(message, captureId);
    if (secret.length > 0) {
      packet.chunk(HepChunk.AUTHENTICATION_KEY, secret);
    }
    packet.chunk(HepChunk.CORRELATION_ID, callId);
    packet.chunk(HepChunk.PAYLOAD, payload);
    return packet.finish();
  }

  private void write(CapturedMessage message, int captureId) {
    out.put(MAGIC).putShort((short) 0);
    boolean ipv4 = message.source().getAddress() instanceof Inet4Address;
    number(HepChunk.IP_FAMILY, ipv4 ? IPV4 : IPV6);
    number(HepChunk.IP_PROTOCOL, message.transport() == SipTransport.UDP ? UDP : TCP);
    address(ipv4 ? HepChunk.IPV4_SOURCE : HepChunk.IPV6_SOURCE, message.source());
    address(ipv4 ? HepChunk.IPV4_DESTINATION : HepChunk.IPV6_DESTINATION, message.destination());
    port(HepChunk.SOURCE_PORT, message.source());
    port(HepChunk.DESTINATION_PORT, message.destination());
    Instant at = message.at();
    word(HepChunk.SECONDS, (int) at.getEpochSecond());
    word(HepChunk.MICROSECONDS, at.getNano() / 1_000);
    number(HepChunk.PROTOCOL_TYPE, SIP);
    word(HepChunk.CAPTURE_ID, captureId);
  }

  private void number(HepChunk chunk, int value) {
    chunk(chunk, new byte[] {(byte) value});
  }

  private void address(HepChunk chunk, InetSocketAddress address) {
    chunk(chunk, address.getAddress().getAddress());
  }

  private void port(HepChunk chunk, InetSocketAddress address) {
    chunk(chunk, ByteBuffer.allocate(2).putShort((short) address.getPort()).array());
  }

  private void word(HepChunk chunk, int value) {
    chunk(chunk, ByteBuffer.allocate(4).putInt(value).array());
  }

  private void chunk(HepChunk chunk, byte[] value) {
    out.putShort((short) VENDOR)
        .putShort((short) chunk.type)
        .putShort((short) (CHUNK_HEADER + value.length))
        .put(value);
  }

  private byte[] finish() {
    out.putShort(MAGIC.length, (short) out.position());
    byte[] packet = new byte[out.position()];
    out.flip().get(packet);
    return packet;
  }
}
