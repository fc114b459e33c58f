package org.talkspurt.rtp.codec;

/** An Opus encoder and a decoder of one call at {@link Opus#SAMPLE_RATE_HZ}, mono. */
interface OpusEngine extends AutoCloseable {

  /** Effort of the encoder, 0 to 10; 9 takes twice the time. */
  int COMPLEXITY = 5;

  /** What forward error correction is made for; the network's real loss is seldom known in time. */
  int EXPECTED_LOSS_PERCENT = 10;

  /** Makes engines of one kind. */
  interface Maker {

    OpusEngine make(OpusSettings settings);

    /** Name and version of the library. */
    String library();
  }

  /**
   * @return bytes written, or an error below 0
   */
  int encode(short[] pcm, int samples, byte[] payload);

  /**
   * @param samples room in {@code pcm}, or with {@code past} what is to be decoded
   * @param past whether to decode the copy of the sound before the packet
   * @return samples written, or an error below 0
   */
  int decode(byte[] payload, int offset, int length, short[] pcm, int samples, boolean past);

  @Override
  void close();
}
