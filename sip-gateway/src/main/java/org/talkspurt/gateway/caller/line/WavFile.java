package org.talkspurt.gateway.caller.line;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.talkspurt.rtp.audio.Resampler;
import org.talkspurt.rtp.codec.Pcmu;

/** Reads WAV: mono, 8 or 16 kHz, 16 bits or µ-law. */
public final class WavFile {

  private static final String RIFF = "RIFF";

  private WavFile() {}

  /**
   * The samples at 8 kHz.
   *
   * @throws IOException saying what was expected, if it is no such file
   */
  public static short[] narrowband(byte[] wav) throws IOException {
    InputStream bytes = new ByteArrayInputStream(wav);
    if (!new String(bytes.readNBytes(RIFF.length()), StandardCharsets.ISO_8859_1).equals(RIFF)) {
      throw new IOException("expected a WAV file");
    }
    WavHeader header =
        WavHeader.read(bytes, Long.MAX_VALUE)
            .filter(WavFile::isTaken)
            .orElseThrow(() -> new IOException("expected mono of 8 or 16 kHz, 16 bits or µ-law"));
    return samples(bytes.readNBytes((int) Math.min(Integer.MAX_VALUE, header.bytes())), header);
  }

  private static boolean isTaken(WavHeader header) {
    return (header.rateHz() == Sound.RATE_HZ || header.rateHz() == 2 * Sound.RATE_HZ)
        && (header.isLinear() || header.isMuLaw());
  }

  private static short[] samples(byte[] data, WavHeader format) {
    short[] pcm = new short[data.length * 8 / format.bits()];
    if (format.isMuLaw()) {
      new Pcmu().decode(data, 0, data.length, pcm);
    } else {
      ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
    }
    return Resampler.create(format.rateHz(), Sound.RATE_HZ).whole(pcm);
  }
}
