package org.talkspurt.rtp.session;

import org.talkspurt.rtp.codec.AudioCodec;

/**
 * A codec that a re-INVITE may exchange for another. The PCM keeps the rate that the call began
 * with, since what is queued to be said and what listens have it.
 */
final class SwitchedCodec implements AudioCodec {

  private AudioCodec codec;

  SwitchedCodec(AudioCodec codec) {
    this.codec = codec;
  }

  /** Whether it is the same payload format, so that decoder and encoder may go on. */
  boolean is(AudioCodec other) {
    return other.encodingName().equals(encodingName()) && other.clockRateHz() == clockRateHz();
  }

  /** Closes the present codec and goes on with another. */
  void become(AudioCodec next) {
    int rateHz = sampleRateHz();
    codec.close();
    codec = next.sampleRateHz() == rateHz ? next : new RateAdaptedCodec(next, rateHz);
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
  public boolean holdsCopy(byte[] payload, int offset, int length) {
    return codec.holdsCopy(payload, offset, length);
  }

  @Override
  public int recover(byte[] payload, int offset, int length, int samples, short[] pcm) {
    return codec.recover(payload, offset, length, samples, pcm);
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    return codec.encode(pcm, samples, payload);
  }

  @Override
  public void close() {
    codec.close();
  }
}
