package org.talkspurt.rtp.packet;

import org.jspecify.annotations.Nullable;

/**
 * A view of one RTP packet (RFC 3550 §5.1) over the datagram that carried it. Nothing is copied: it
 * is valid as long as the datagram's bytes are.
 */
public final class RtpPacket {

  /** Bytes of the fixed header, without contributing sources and extension. */
  public static final int HEADER_BYTES = 12;

  private static final int VERSION = 2;

  private final byte[] datagram;
  private final int payloadOffset;
  private final int payloadLength;

  private RtpPacket(byte[] datagram, int payloadOffset, int payloadLength) {
    this.datagram = datagram;
    this.payloadOffset = payloadOffset;
    this.payloadLength = payloadLength;
  }

  /**
   * Views the first {@code length} bytes of {@code datagram} as an RTP packet.
   *
   * @return null when they are none: wrong version, header, contributing sources, extension or
   *     padding longer than the datagram (RFC 3550 A.1), or RTCP (RFC 5761 §4)
   */
  public static @Nullable RtpPacket parse(byte[] datagram, int length) {
    if (!looksLikeRtp(datagram, length)) {
      return null;
    }
    int offset = HEADER_BYTES + 4 * (datagram[0] & 0x0F);
    if ((datagram[0] & 0x10) != 0) {
      if (offset + 4 > length) {
        return null;
      }
      offset += 4 + 4 * BigEndian.uint16(datagram, offset + 2);
    }
    int end = length;
    if ((datagram[0] & 0x20) != 0) {
      int padding = datagram[length - 1] & 0xFF;
      if (padding == 0) {
        return null;
      }
      end -= padding;
    }
    return offset > end ? null : new RtpPacket(datagram, offset, end - offset);
  }

  /** Whether it has RTP's version and room for its header, and is not RTCP. */
  public static boolean looksLikeRtp(byte[] datagram, int length) {
    return length >= HEADER_BYTES
        && (datagram[0] & 0xC0) >> 6 == VERSION
        && !looksLikeRtcp(datagram, length);
  }

  /**
   * Whether a datagram of a shared port is RTCP: RFC 5761 §4 keeps RTP's payload types 64 to 95
   * free, so that the second byte tells.
   */
  public static boolean looksLikeRtcp(byte[] datagram, int length) {
    int type = length < 2 ? 0 : datagram[1] & 0xFF;
    return type >= 192 && type <= 223;
  }

  /**
   * Writes a packet without contributing sources, extension or padding to the start of {@code out}.
   *
   * @param payloadType 0 to 127
   * @param sequenceNumber its low 16 bits are taken
   * @param timestamp its low 32 bits are taken, as of {@code ssrc}
   * @return bytes written, {@code HEADER_BYTES + payloadLength}
   * @throws IndexOutOfBoundsException if {@code out} is too short
   */
  public static int write(
      byte[] out,
      boolean marker,
      int payloadType,
      int sequenceNumber,
      long timestamp,
      long ssrc,
      byte[] payload,
      int payloadOffset,
      int payloadLength) {
    out[0] = (byte) (VERSION << 6);
    out[1] = (byte) ((marker ? 0x80 : 0) | (payloadType & 0x7F));
    BigEndian.putInt16(out, 2, sequenceNumber);
    BigEndian.putInt32(out, 4, timestamp);
    BigEndian.putInt32(out, 8, ssrc);
    System.arraycopy(payload, payloadOffset, out, HEADER_BYTES, payloadLength);
    return HEADER_BYTES + payloadLength;
  }

  public boolean marker() {
    return (datagram[1] & 0x80) != 0;
  }

  /** 0 to 127. */
  public int payloadType() {
    return datagram[1] & 0x7F;
  }

  /** 0 to 65535. */
  public int sequenceNumber() {
    return BigEndian.uint16(datagram, 2);
  }

  /** RTP timestamp in clock units, 0 to 2^32 - 1. */
  public long timestamp() {
    return BigEndian.uint32(datagram, 4);
  }

  /** Synchronization source, 0 to 2^32 - 1. */
  public long ssrc() {
    return BigEndian.uint32(datagram, 8);
  }

  /** The bytes under this view. */
  public byte[] datagram() {
    return datagram;
  }

  /** Index of the payload's first byte in {@link #datagram()}. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** Payload bytes, without padding; may be 0. */
  public int payloadLength() {
    return payloadLength;
  }
}
