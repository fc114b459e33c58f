package org.talkspurt.rtp.codec;

/**
 * What a peer's format parameters (RFC 7587 §6.1) leave to our Opus encoder. The decoder needs
 * none: it takes whatever Opus packet comes.
 *
 * @param bitRate bit/s on average, 6000 to 510000
 * @param maxPlaybackRateHz the sampling rate beyond which the peer hears nothing, 8000 to 48000
 * @param forwardErrorCorrection whether packets carry a coarse copy of the one before
 * @param discontinuous whether silence need not be sent
 * @param constantBitRate whether all packets have the same length
 */
public record OpusSettings(
    int bitRate,
    int maxPlaybackRateHz,
    boolean forwardErrorCorrection,
    boolean discontinuous,
    boolean constantBitRate) {

  /** A little more than speech at 16 kHz needs (RFC 7587 §3.1.1: 16 to 20 kbit/s). */
  public static final OpusSettings DEFAULT = new OpusSettings(32_000, 48_000, false, false, false);

  /**
   * @throws IllegalArgumentException if a parameter is out of range
   */
  public OpusSettings {
    if (bitRate < 6000 || bitRate > 510_000) {
      throw new IllegalArgumentException("bitRate: " + bitRate + " (expected: 6000 to 510000)");
    }
    if (maxPlaybackRateHz < 8000 || maxPlaybackRateHz > 48_000) {
      throw new IllegalArgumentException(
          "maxPlaybackRateHz: " + maxPlaybackRateHz + " (expected: 8000 to 48000)");
    }
  }
}
