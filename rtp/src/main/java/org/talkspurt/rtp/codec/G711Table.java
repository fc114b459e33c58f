package org.talkspurt.rtp.codec;

import java.util.function.IntUnaryOperator;

/**
 * One law of ITU-T G.711 as two tables: 256 values to decode, and the code of every quantized
 * sample to encode. Immutable, shared by all calls.
 */
final class G711Table {

  private final short[] values = new short[256];
  private final byte[] codes;
  private final int droppedBits;

  /**
   * @param value the decoder's output for a code, 16-bit
   * @param code the encoder's output for a sample without its lowest {@code droppedBits} bits
   * @param droppedBits how far the law is coarser than 16 bits: its decision values have none of
   *     them set
   */
  private G711Table(IntUnaryOperator value, IntUnaryOperator code, int droppedBits) {
    this.droppedBits = droppedBits;
    this.codes = new byte[1 << (16 - droppedBits)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) value.applyAsInt(i);
    }
    int half = codes.length / 2;
    for (int i = -half; i < half; i++) {
      codes[i & (codes.length - 1)] = (byte) code.applyAsInt(i);
    }
  }

  static G711Table muLaw() {
    return new G711Table(G711Table::muLawValue, G711Table::muLawCode, 2);
  }

  static G711Table aLaw() {
    return new G711Table(G711Table::aLawValue, G711Table::aLawCode, 4);
  }

  /**
   * @return samples written, or 0 when {@code pcm} cannot hold them
   */
  int decode(byte[] payload, int offset, int length, short[] pcm) {
    if (length > pcm.length) {
      return 0;
    }
    for (int i = 0; i < length; i++) {
      pcm[i] = values[payload[offset + i] & 0xFF];
    }
    return length;
  }

  int encode(short[] pcm, int samples, byte[] payload) {
    int mask = codes.length - 1;
    for (int i = 0; i < samples; i++) {
      payload[i] = codes[pcm[i] >> droppedBits & mask];
    }
    return samples;
  }

  /** Table 2b: all bits of the code are inverted; the value is 14-bit, left-justified in 16. */
  private static int muLawValue(int code) {
    int segment = ~code >> 4 & 7;
    int interval = ~code & 15;
    int magnitude = ((2 * interval + 33) << segment) - 33;
    return (code & 0x80) != 0 ? 4 * magnitude : -4 * magnitude;
  }

  /** The 14-bit magnitude, one's complement for negatives, is biased so that segments double. */
  private static int muLawCode(int sample) {
    int biased = Math.min((sample < 0 ? ~sample : sample) + 33, 8191);
    int segment = 26 - Integer.numberOfLeadingZeros(biased);
    int interval = (biased >> (segment + 1)) & 15;
    return ~(segment << 4 | interval) & (sample < 0 ? 0x7F : 0xFF);
  }

  /** Table 1b: even bits are inverted; the value is 13-bit, left-justified in 16. */
  private static int aLawValue(int code) {
    int plain = code ^ 0x55;
    int segment = plain >> 4 & 7;
    int interval = plain & 15;
    int magnitude = segment == 0 ? 2 * interval + 1 : (2 * interval + 33) << (segment - 1);
    return (code & 0x80) != 0 ? 8 * magnitude : -8 * magnitude;
  }

  private static int aLawCode(int sample) {
    int magnitude = sample < 0 ? ~sample : sample;
    int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
    int interval = (segment == 0 ? magnitude : magnitude >> (segment - 1)) & 15;
    return (segment << 4 | interval) ^ (sample < 0 ? 0x55 : 0xD5);
  }
}
