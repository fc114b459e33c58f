package org.talkspurt.rtp.codec;

/** What the first bytes of an Opus packet say about it (RFC 6716 §3.1), before it is decoded. */
final class OpusPacket {

  /** The unit of all durations: 2.5 ms. */
  private static final int UNITS_PER_SECOND = 400;

  private static final int MAX_UNITS = 48; // 120 ms, RFC 6716 §3.2.5 [R5]
  private static final int FIRST_HYBRID = 12;
  private static final int FIRST_CELT = 16;

  private OpusPacket() {}

  /**
   * Samples that the packet decodes to.
   *
   * @return 0 if it is no Opus packet
   */
  static int samples(byte[] packet, int offset, int length, int sampleRateHz) {
    if (length < 1) {
      return 0;
    }
    int units = frames(packet, offset, length) * frameUnits((packet[offset] >> 3) & 31);
    return units > MAX_UNITS ? 0 : units * sampleRateHz / UNITS_PER_SECOND;
  }

  private static int frames(byte[] packet, int offset, int length) {
    return switch (packet[offset] & 3) {
      case 0 -> 1;
      case 1, 2 -> 2;
      default -> length < 2 ? 0 : packet[offset + 1] & 63;
    };
  }

  /** Table 2 of RFC 6716. */
  private static int frameUnits(int configuration) {
    if (configuration >= FIRST_CELT) {
      return 1 << (configuration & 3); // 2.5, 5, 10 or 20 ms
    }
    if (configuration >= FIRST_HYBRID) {
      return 4 << (configuration & 1); // 10 or 20 ms
    }
    int size = configuration & 3;
    return size == 3 ? 24 : 4 << size; // 10, 20, 40 or 60 ms
  }

  /**
   * Whether the packet holds a copy of the sound before it. Only packets of one frame are looked
   * into, as encoders make them with forward error correction. A SILK frame begins with a flag of
   * voice activity for each 20 ms and one more for the copy, a bit each (RFC 6716 §4.2.3).
   */
  static boolean hasCopyOfPast(byte[] packet, int offset, int length) {
    if (length < 2 || (packet[offset] & 3) != 0) {
      return false;
    }
    int configuration = (packet[offset] >> 3) & 31;
    if (configuration >= FIRST_CELT) {
      return false;
    }
    int silkFrames = Math.max(1, frameUnits(configuration) / 8);
    return ((packet[offset + 1] >> (7 - silkFrames)) & 1) != 0;
  }
}
