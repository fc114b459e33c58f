package org.talkspurt.rtp.codec;

/**
 * Encoder and decoder of one RTP payload format. An instance serves one call and is confined to its
 * home loop. No method allocates (but where libopus is replaced by Java).
 */
public interface AudioCodec extends AutoCloseable {

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
   * @param pcm receives the samples from index 0; must hold 120 ms
   * @return samples written; 0 for a payload that cannot be decoded
   */
  int decode(byte[] payload, int offset, int length, short[] pcm);

  /**
   * Whether a packet carries a copy of the sound before it, which {@link #recover} can decode;
   * neither decodes nor changes the decoder's state.
   */
  default boolean holdsCopy(byte[] payload, int offset, int length) {
    return false;
  }

  /**
   * Decodes what a lost packet held from the copy that the packet after it carries (RFC 6716
   * §2.1.7). To be called before that packet itself is decoded.
   *
   * @param payload of the packet right after the lost one
   * @param samples how much is missing right before it, a multiple of 10 ms up to 60 ms
   * @param pcm receives the samples from index 0
   * @return {@code samples}; or 0 if the packet carries no copy: nothing was decoded then
   */
  default int recover(byte[] payload, int offset, int length, int samples, short[] pcm) {
    return 0;
  }

  /**
   * Encodes {@code samples} samples of {@code pcm} from index 0: a packet of 10 to 60 ms.
   *
   * @return bytes written to {@code payload} from index 0; 0 if nothing need be sent, since the
   *     peer makes silence or noise of its own (discontinuous transmission)
   */
  int encode(short[] pcm, int samples, byte[] payload);

  /** Frees what the codec holds outside the heap; it is not used any more. Idempotent. */
  @Override
  default void close() {}
}
