package org.talkspurt.gateway.stun;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** Binding requests and what answers them (RFC 8489 §5, §14). */
final class StunMessage {

  /** Longest answer that is looked at; RFC 8489 §6.1 keeps within an unfragmented packet. */
  static final int MAX_BYTES = 1_280;

  static final int TRANSACTION_ID_BYTES = 12;
  private static final int HEADER_BYTES = 20;
  private static final short BINDING_REQUEST = 0x0001;
  private static final short BINDING_SUCCESS = 0x0101;
  private static final int COOKIE = 0x2112_A442;
  private static final int MAPPED_ADDRESS = 0x0001;

  /** RFC 3489's source and changed address, which old servers still send. */
  private static final int SOURCE_ADDRESS = 0x0004;

  private static final int CHANGED_ADDRESS = 0x0005;

  /** Nobody told us a key. */
  private static final int MESSAGE_INTEGRITY = 0x0008;

  private static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
  private static final int XOR_MAPPED_ADDRESS = 0x0020;
  private static final int OPTIONAL = 0x8000;
  private static final int FINGERPRINT = 0x8028;
  private static final int FINGERPRINT_MASK = 0x5354_554E;
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private StunMessage() {}

  /** A request with no attributes. */
  static byte[] request(byte[] transactionId) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .putShort(BINDING_REQUEST)
        .putShort((short) 0)
        .putInt(COOKIE)
        .put(transactionId)
        .array();
  }

  /**
   * The address that a success response to this transaction names; empty if it is anything else.
   *
   * @param datagram one that came, of {@code length} bytes
   */
  static Optional<InetAddress> mapped(byte[] datagram, int length, byte[] transactionId) {
    if (length < HEADER_BYTES || length > MAX_BYTES || length % 4 != 0) {
      return Optional.empty();
    }
    ByteBuffer message = ByteBuffer.wrap(datagram, 0, length);
    boolean ours =
        message.getShort() == BINDING_SUCCESS
            && message.getShort() == length - HEADER_BYTES
            && message.getInt() == COOKIE;
    byte[] id = new byte[TRANSACTION_ID_BYTES];
    message.get(id);
    return ours && Arrays.equals(id, transactionId) ? attributes(message) : Optional.empty();
  }

  private static Optional<InetAddress> attributes(ByteBuffer message) {
    Optional<InetAddress> mapped = Optional.empty();
    while (message.remaining() >= 4) {
      int at = message.position();
      int type = Short.toUnsignedInt(message.getShort());
      int size = Short.toUnsignedInt(message.getShort());
      int padded = (size + 3) & ~3;
      if (padded > message.remaining()) {
        return Optional.empty();
      }
      switch (type) {
        case XOR_MAPPED_ADDRESS -> {
          if (mapped.isEmpty()) { // §14: the first counts
            mapped = address(message.slice(message.position(), size), message);
          }
        }
        case FINGERPRINT -> {
          if (size != 4 || message.getInt(message.position()) != fingerprint(message, at)) {
            return Optional.empty();
          }
        }
        // Not believed: routers that rewrite addresses in packets rewrite this one.
        case MAPPED_ADDRESS, SOURCE_ADDRESS, CHANGED_ADDRESS -> {}
        case MESSAGE_INTEGRITY, MESSAGE_INTEGRITY_SHA256 -> {}
        default -> {
          if (type < OPTIONAL) {
            return Optional.empty(); // §6.3.3: not to be understood without it
          }
        }
      }
      message.position(message.position() + padded);
    }
    return mapped;
  }

  private static int fingerprint(ByteBuffer message, int length) {
    CRC32 crc = new CRC32();
    crc.update(message.slice(0, length));
    return (int) crc.getValue() ^ FINGERPRINT_MASK;
  }

  /** §14.2: the address is masked with the cookie and the transaction id. */
  private static Optional<InetAddress> address(ByteBuffer value, ByteBuffer message) {
    if (value.remaining() < 4) {
      return Optional.empty();
    }
    int family = value.get(1);
    int bytes = family == IPV4 ? 4 : family == IPV6 ? 16 : 0;
    if (bytes == 0 || value.remaining() != 4 + bytes) {
      return Optional.empty();
    }
    byte[] address = new byte[bytes];
    value.get(4, address);
    for (int i = 0; i < bytes; i++) {
      address[i] ^= message.get(4 + i);
    }
    try {
      return Optional.of(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are an address", e);
    }
  }
}
