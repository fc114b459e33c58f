package org.talkspurt.rtp.session;

import org.talkspurt.rtp.audio.Resampler;
import org.talkspurt.rtp.codec.AudioCodec;

/** A codec whose PCM is resampled to the rate that the call began with. */
final class RateAdaptedCodec implements AudioCodec {

  private static final int MAX_SAMPLES = 3000;

  private final AudioCodec codec;
  private final int sampleRateHz;
  private final Resampler fromCodec;
  private final Resampler toCodec;
  private final short[] decoded = new short[MAX_SAMPLES];
  private final short[] toEncode = new short[MAX_SAMPLES];

  /**
   * @param sampleRateHz the rate that the call goes on with
   */
  RateAdaptedCodec(AudioCodec codec, int sampleRateHz) {
    this.codec = codec;
    this.sampleRateHz = sampleRateHz;
    this.fromCodec = Resampler.create(codec.sampleRateHz(), sampleRateHz);
    this.toCodec = Resampler.create(sampleRateHz, codec.sampleRateHz());
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
    return sampleRateHz;
  }

  @Override
  public int samples(byte[] payload, int offset, int length) {
    return codec.samples(payload, offset, length) * sampleRateHz / codec.sampleRateHz();
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm) {
    return adapt(codec.decode(payload, offset, length, decoded), pcm);
  }

  @Override
  public boolean holdsCopy(byte[] payload, int offset, int length) {
    return codec.holdsCopy(payload, offset, length);
  }

  @Override
  public int recover(byte[] payload, int offset, int length, int samples, short[] pcm) {
    int missing = samples * codec.sampleRateHz() / sampleRateHz;
    return adapt(codec.recover(payload, offset, length, missing, decoded), pcm);
  }

  private int adapt(int samples, short[] pcm) {
    return fromCodec.maxOutput(samples) > pcm.length ? 0 : fromCodec.process(decoded, samples, pcm);
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    return codec.encode(toEncode, toCodec.process(pcm, samples, toEncode), payload);
  }

  @Override
  public void close() {
    codec.close();
  }
}
