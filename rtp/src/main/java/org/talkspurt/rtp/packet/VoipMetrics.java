package org.talkspurt.rtp.packet;

/**
 * How an end of a call received the other: the VoIP Metrics block of RTCP XR (RFC 3611 §4.7).
 * Numbers are as on the wire; 127 says that a level, R factor or MOS is unknown.
 *
 * @param ssrc the source the report is about
 * @param lossRate packets lost since the beginning, in 256ths
 * @param discardRate packets that came too late or early to be played, in 256ths
 * @param burstDensity lost or discarded in bursts, in 256ths of the bursts' packets
 * @param gapDensity the same between bursts
 * @param burstDurationMs mean length of bursts, 0 to 65535
 * @param gapDurationMs mean length of what lies between them
 * @param roundTripMs by RTCP; 0 while unknown
 * @param endSystemDelayMs what the reporting end adds to the round trip: buffer, coding, playing
 * @param signalLevel dBm0, -127 to 126
 * @param noiseLevel dBm0, -127 to 126
 * @param echoReturnLoss residual, dB, 0 to 126
 * @param gapMinimum packets between two losses that end a burst; 16 is recommended
 * @param ratingFactor R of this segment, 0 to 100
 * @param externalRatingFactor R of another segment
 * @param listeningMos ten times the MOS without delay, 10 to 50
 * @param conversationalMos ten times the MOS with delay, 10 to 50
 * @param receiverConfiguration concealment (two bits), adaptivity (two), adjustment rate (four)
 * @param bufferNominalMs the jitter buffer's delay now
 * @param bufferMaximumMs its delay for the latest packets that it would not drop now
 * @param bufferAbsoluteMaximumMs the most that its delay may become
 */
public record VoipMetrics(
    long ssrc,
    int lossRate,
    int discardRate,
    int burstDensity,
    int gapDensity,
    int burstDurationMs,
    int gapDurationMs,
    int roundTripMs,
    int endSystemDelayMs,
    int signalLevel,
    int noiseLevel,
    int echoReturnLoss,
    int gapMinimum,
    int ratingFactor,
    int externalRatingFactor,
    int listeningMos,
    int conversationalMos,
    int receiverConfiguration,
    int bufferNominalMs,
    int bufferMaximumMs,
    int bufferAbsoluteMaximumMs) {

  /** A level, R factor or MOS that nobody knows. */
  public static final int UNKNOWN = 127;

  /** Enhanced concealment, adaptive jitter buffer, no word about its rate. */
  public static final int ENHANCED_CONCEALMENT_ADAPTIVE_BUFFER = 2 << 6 | 3 << 4;

  static final int BLOCK_TYPE = 7;

  /** With the block's header. */
  static final int BYTES = 36;

  /** Reads a block of {@link #BYTES} bytes, its header included. */
  static VoipMetrics read(byte[] in, int offset) {
    return new VoipMetrics(
        BigEndian.uint32(in, offset + 4),
        in[offset + 8] & 0xFF,
        in[offset + 9] & 0xFF,
        in[offset + 10] & 0xFF,
        in[offset + 11] & 0xFF,
        BigEndian.uint16(in, offset + 12),
        BigEndian.uint16(in, offset + 14),
        BigEndian.uint16(in, offset + 16),
        BigEndian.uint16(in, offset + 18),
        in[offset + 20],
        in[offset + 21],
        in[offset + 22] & 0xFF,
        in[offset + 23] & 0xFF,
        in[offset + 24] & 0xFF,
        in[offset + 25] & 0xFF,
        in[offset + 26] & 0xFF,
        in[offset + 27] & 0xFF,
        in[offset + 28] & 0xFF,
        BigEndian.uint16(in, offset + 30),
        BigEndian.uint16(in, offset + 32),
        BigEndian.uint16(in, offset + 34));
  }

  /** Writes the block with its header. */
  void write(byte[] out, int offset) {
    out[offset] = BLOCK_TYPE;
    out[offset + 1] = 0;
    BigEndian.putInt16(out, offset + 2, BYTES / 4 - 1);
    BigEndian.putInt32(out, offset + 4, ssrc);
    out[offset + 8] = (byte) lossRate;
    out[offset + 9] = (byte) discardRate;
    out[offset + 10] = (byte) burstDensity;
    out[offset + 11] = (byte) gapDensity;
    BigEndian.putInt16(out, offset + 12, burstDurationMs);
    BigEndian.putInt16(out, offset + 14, gapDurationMs);
    BigEndian.putInt16(out, offset + 16, roundTripMs);
    BigEndian.putInt16(out, offset + 18, endSystemDelayMs);
    out[offset + 20] = (byte) signalLevel;
    out[offset + 21] = (byte) noiseLevel;
    out[offset + 22] = (byte) echoReturnLoss;
    out[offset + 23] = (byte) gapMinimum;
    out[offset + 24] = (byte) ratingFactor;
    out[offset + 25] = (byte) externalRatingFactor;
    out[offset + 26] = (byte) listeningMos;
    out[offset + 27] = (byte) conversationalMos;
    out[offset + 28] = (byte) receiverConfiguration;
    out[offset + 29] = 0;
    BigEndian.putInt16(out, offset + 30, bufferNominalMs);
    BigEndian.putInt16(out, offset + 32, bufferMaximumMs);
    BigEndian.putInt16(out, offset + 34, bufferAbsoluteMaximumMs);
  }
}
