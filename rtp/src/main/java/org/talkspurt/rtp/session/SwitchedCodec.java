package org.talkspurt.rtp.session;

import org.talkspurt.rtp.codec.AudioCodec;

/** A codec that a re-INVITE may exchange for another of the same rates. */
final class SwitchedCodec implements AudioCodec {

  private AudioCodec codec;

  SwitchedCodec(AudioCodec codec) {
    this.codec = codec;
  }

  /**
   * @throws IllegalArgumentException if the rates differ
   */
  void become(AudioCodec next) {
    if (next.sampleRateHz() != sampleRateHz() || next.clockRateHz() != clockRateHz()) {
      throw new IllegalArgumentException(
          "%s to %s within a call: the rates differ"
              .formatted(encodingName(), next.encodingName()));
    }
    codec = next;
  }

  @Override
  public String encodingName() {
    return codec.encodingName();
  }

  @Override
  public int clockRateHz() {
    return codec.clockRateHz();
  }

  @Override
  public int sampleRateHz() {
    return codec.sampleRateHz();
  }

  @Override
  public int samples(byte[] payload, int offset, int length) {
    return codec.samples(payload, offset, length);
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm) {
    return codec.decode(payload, offset, length, pcm);
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    return codec.encode(pcm, samples, payload);
  }
}
