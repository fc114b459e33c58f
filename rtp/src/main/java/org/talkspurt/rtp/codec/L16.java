package org.talkspurt.rtp.codec;

/**
 * Linear 16-bit PCM in network byte order, mono (RFC 3551 §4.5.11), under a dynamic payload type:
 * the static ones are 44.1 kHz.
 */
public final class L16 implements AudioCodec {

  private final int sampleRateHz;

  /**
   * @param sampleRateHz 8000 or 16000
   * @throws IllegalArgumentException for another rate
   */
  public L16(int sampleRateHz) {
    if (sampleRateHz != 8000 && sampleRateHz != 16_000) {
      throw new IllegalArgumentException(
          "L16 at " + sampleRateHz + " Hz (expected: 8000 or 16000)");
    }
    this.sampleRateHz = sampleRateHz;
  }

  @Override
  public String encodingName() {
    return "L16";
  }

  @Override
  public int clockRateHz() {
    return sampleRateHz;
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public int samples(byte[] payload, int offset, int length) {
    return length / 2;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm) {
    int samples = length / 2;
    if (samples > pcm.length) {
      return 0;
    }
    for (int i = 0; i < samples; i++) {
      int at = offset + 2 * i;
      pcm[i] = (short) ((payload[at] << 8) | (payload[at + 1] & 0xFF));
    }
    return samples;
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    for (int i = 0; i < samples; i++) {
      payload[2 * i] = (byte) (pcm[i] >> 8);
      payload[2 * i + 1] = (byte) pcm[i];
    }
    return 2 * samples;
  }
}
