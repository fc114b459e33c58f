package org.talkspurt.gateway.caller.line;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands before the sound of a WAV file (RIFF): its chunk "fmt " and the length of the chunk
 * "data".
 *
 * @param coding 1: linear, 7: µ-law
 * @param bits of a sample
 * @param bytes of sound as the file says, 0 to 2³² − 1
 */
public record WavHeader(int coding, int channels, int rateHz, int bits, long bytes) {

  private static final int LINEAR = 1;
  private static final int MU_LAW = 7;
  private static final int TAG_BYTES = 4;
  private static final int FORMAT_BYTES = 16;

  /**
   * Reads on until the sound begins.
   *
   * @param wav after the tag "RIFF"
   * @param mostSkipped bytes that a chunk before the sound may have
   * @return empty if there is no sound, or none with its format before it
   * @throws IOException saying what was expected, if it is no WAV file
   */
  public static Optional<WavHeader> read(InputStream wav, long mostSkipped) throws IOException {
    wav.readNBytes(TAG_BYTES); // how long all of it is
    if (!tag(wav).equals("WAVE")) {
      throw new IOException("expected a WAV file");
    }
    ByteBuffer format = null;
    while (true) {
      String chunk = tag(wav);
      byte[] size = wav.readNBytes(TAG_BYTES);
      if (size.length < TAG_BYTES) {
        return Optional.empty();
      }
      long length = Integer.toUnsignedLong(little(size).getInt());
      if (chunk.equals("data") && format != null) {
        return Optional.of(
            new WavHeader(
                format.getShort(0),
                format.getShort(2),
                format.getInt(4),
                format.getShort(14),
                length));
      }
      if (length > mostSkipped) {
        return Optional.empty();
      }
      // Chunks begin at even places.
      byte[] content = wav.readNBytes((int) Math.min(Integer.MAX_VALUE, length + length % 2));
      if (chunk.equals("fmt ") && content.length >= FORMAT_BYTES) {
        format = little(content);
      }
    }
  }

  private static String tag(InputStream wav) throws IOException {
    return new String(wav.readNBytes(TAG_BYTES), StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether it is one channel of linear samples of 16 bits. */
  public boolean isLinear() {
    return channels == 1 && coding == LINEAR && bits == 16;
  }

  /** Whether it is one channel of µ-law. */
  public boolean isMuLaw() {
    return channels == 1 && coding == MU_LAW && bits == 8;
  }
}
