package org.talkspurt.rtp.packet;

/**
 * What a receiver says about one source (RFC 3550 §6.4.1).
 *
 * @param ssrc the source the report is about
 * @param fractionLost packets lost since the last report, in 256ths, 0 to 255
 * @param cumulativeLost packets lost since the beginning, -2^23 to 2^23 - 1; duplicates make it
 *     negative
 * @param extendedHighestSequenceNumber highest sequence number, with its wraps in the upper 16 bits
 * @param jitter interarrival jitter in clock units, 0 to 2^32 - 1
 * @param lastSenderReport middle 32 bits of the source's last SR's NTP time; 0 for none
 * @param delaySinceLastSenderReport in 1/65536 s; 0 for none
 */
public record ReportBlock(
    long ssrc,
    int fractionLost,
    int cumulativeLost,
    long extendedHighestSequenceNumber,
    long jitter,
    long lastSenderReport,
    long delaySinceLastSenderReport) {

  static final int BYTES = 24;

  static ReportBlock read(byte[] in, int offset) {
    return new ReportBlock(
        BigEndian.uint32(in, offset),
        in[offset + 4] & 0xFF,
        // a signed 24-bit number: the shift drops the fraction, the second one spreads the sign
        (int) BigEndian.uint32(in, offset + 4) << 8 >> 8,
        BigEndian.uint32(in, offset + 8),
        BigEndian.uint32(in, offset + 12),
        BigEndian.uint32(in, offset + 16),
        BigEndian.uint32(in, offset + 20));
  }

  void write(byte[] out, int offset) {
    BigEndian.putInt32(out, offset, ssrc);
    BigEndian.putInt32(out, offset + 4, (long) fractionLost << 24 | (cumulativeLost & 0xFF_FFFF));
    BigEndian.putInt32(out, offset + 8, extendedHighestSequenceNumber);
    BigEndian.putInt32(out, offset + 12, jitter);
    BigEndian.putInt32(out, offset + 16, lastSenderReport);
    BigEndian.putInt32(out, offset + 20, delaySinceLastSenderReport);
  }
}
