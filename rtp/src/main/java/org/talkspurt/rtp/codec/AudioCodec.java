package org.talkspurt.rtp.codec;

/**
 * Encoder and decoder of one RTP payload format. An instance serves one call and is confined to its
 * home loop. Neither method allocates.
 */
public interface AudioCodec {

  /** Encoding name of the SDP rtpmap (RFC 4566 §6), as registered with IANA, e.g. {@code PCMU}. */
  String encodingName();

  /** RTP timestamp rate in Hz (RFC 3550 §5.1); G.722 says 8000 here. */
  int clockRateHz();

  /** Rate of the linear PCM in Hz. */
  int sampleRateHz();

  /**
   * Samples that {@link #decode} would write if there is room; neither decodes nor changes the
   * decoder's state.
   */
  int samples(byte[] payload, int offset, int length);

  /**
   * Decodes one payload.
   *
   * @param pcm receives the samples from index 0; must hold 60 ms
   * @return samples written; 0 for a payload that cannot be decoded
   */
  int decode(byte[] payload, int offset, int length, short[] pcm);

  /**
   * Encodes {@code samples} samples of {@code pcm} from index 0.
   *
   * @return bytes written to {@code payload} from index 0
   */
  int encode(short[] pcm, int samples, byte[] payload);
}
