package org.talkspurt.rtp.codec;

/**
 * G.722 at 64 kbit/s (ITU-T G.722 mode 1), RTP payload type 9: 16 kHz sound whose RTP clock runs at
 * 8000 Hz all the same, an error of RFC 1890 that stays (RFC 3551 §4.5.2). Each byte holds two
 * samples: 6 bits of the lower band, above them 2 of the higher.
 */
public final class G722 implements AudioCodec {

  private final G722Filter splitter = new G722Filter();
  private final G722LowerBand lowerEncoder = new G722LowerBand();
  private final G722HigherBand higherEncoder = new G722HigherBand();

  private final G722LowerBand lowerDecoder = new G722LowerBand();
  private final G722HigherBand higherDecoder = new G722HigherBand();
  private final G722Filter joiner = new G722Filter();

  @Override
  public String encodingName() {
    return "G722";
  }

  @Override
  public int clockRateHz() {
    return 8000;
  }

  @Override
  public int sampleRateHz() {
    return 16_000;
  }

  @Override
  public int samples(byte[] payload, int offset, int length) {
    return 2 * length;
  }

  @Override
  public int decode(byte[] payload, int offset, int length, short[] pcm) {
    if (2 * length > pcm.length) {
      return 0;
    }
    for (int i = 0; i < length; i++) {
      int code = payload[offset + i];
      joiner.join(lowerDecoder.decode(code & 0x3F), higherDecoder.decode((code >> 6) & 3));
      pcm[2 * i] = joiner.earlier();
      pcm[2 * i + 1] = joiner.later();
    }
    return 2 * length;
  }

  @Override
  public int encode(short[] pcm, int samples, byte[] payload) {
    for (int i = 0; i < samples / 2; i++) {
      splitter.split(pcm[2 * i], pcm[2 * i + 1]);
      int lower = lowerEncoder.encode(splitter.lower());
      payload[i] = (byte) (higherEncoder.encode(splitter.higher()) << 6 | lower);
    }
    return samples / 2;
  }
}
