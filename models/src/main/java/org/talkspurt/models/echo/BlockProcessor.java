package org.talkspurt.models.echo;

/** Works on two streams in step, 10 ms at a time, 16-bit little-endian PCM. */
interface BlockProcessor extends AutoCloseable {

  /** Makes one for each call. */
  @FunctionalInterface
  interface Maker {
    BlockProcessor make(int sampleRateHz, WebRtcSettings settings);
  }

  /** Takes the next block sent. */
  void sent(byte[] block);

  /**
   * Takes the next block received, after what was sent at that time.
   *
   * @param mended receives what is left of it
   * @return false if it could not be done; {@code mended} holds nothing of use then
   */
  boolean received(byte[] block, byte[] mended);

  @Override
  void close();
}
