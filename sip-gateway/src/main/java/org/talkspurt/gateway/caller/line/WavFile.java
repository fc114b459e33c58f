package org.talkspurt.gateway.caller.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.talkspurt.rtp.audio.Resampler;
import org.talkspurt.rtp.codec.Pcmu;

/** Reads WAV: mono, 8 or 16 kHz, 16 bits or µ-law. */
public final class WavFile {

  private static final int LINEAR = 1;
  private static final int MU_LAW = 7;
  private static final int RIFF_BYTES = 12;
  private static final int CHUNK_BYTES = 8;

  private WavFile() {}

  /** What the chunk "fmt " says. */
  private record Format(int coding, int channels, int rateHz, int bits) {
    boolean taken() {
      return channels == 1
          && (rateHz == Sound.RATE_HZ || rateHz == 2 * Sound.RATE_HZ)
          && ((coding == LINEAR && bits == 16) || (coding == MU_LAW && bits == 8));
    }
  }

  /**
   * The samples at 8 kHz.
   *
   * @throws IOException saying what was expected, if it is no such file
   */
  public static short[] narrowband(byte[] wav) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    if (wav.length < RIFF_BYTES || !tag(wav, 0).equals("RIFF") || !tag(wav, 8).equals("WAVE")) {
      throw new IOException("expected a WAV file");
    }
    Format format = new Format(0, 0, 0, 0);
    long at = RIFF_BYTES;
    while (at + CHUNK_BYTES <= wav.length) {
      int chunk = (int) at;
      long length = Integer.toUnsignedLong(bytes.getInt(chunk + 4));
      int content = chunk + CHUNK_BYTES;
      int end = (int) Math.min(wav.length, content + length);
      if (tag(wav, chunk).equals("fmt ") && end - content >= 16) {
        format =
            new Format(
                bytes.getShort(content),
                bytes.getShort(content + 2),
                bytes.getInt(content + 4),
                bytes.getShort(content + 14));
      } else if (tag(wav, chunk).equals("data") && format.taken()) {
        return samples(Arrays.copyOfRange(wav, content, end), format);
      }
      at = content + length + length % 2; // chunks begin at even places
    }
    throw new IOException("expected mono of 8 or 16 kHz, 16 bits or µ-law");
  }

  private static String tag(byte[] wav, int at) {
    return new String(wav, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static short[] samples(byte[] data, Format format) {
    short[] pcm = new short[data.length * 8 / format.bits()];
    if (format.coding() == MU_LAW) {
      new Pcmu().decode(data, 0, data.length, pcm);
    } else {
      ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
    }
    return Resampler.create(format.rateHz(), Sound.RATE_HZ).whole(pcm);
  }
}
