package org.talkspurt.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.talkspurt.gateway.caller.line.WavHeader;
import org.talkspurt.rtp.codec.Pcmu;

/**
 * Mono sound as it arrives: a WAV file or pipe (RIFF, 16 bits or µ-law), or the same without a
 * header.
 */
final class SoundInput {

  private static final int TAG_BYTES = 4;

  /** More of another chunk before the sound is no WAV file of ours. */
  private static final long MAX_SKIPPED_BYTES = 1 << 20;

  /** What stands for a sample. */
  enum Coding {
    S16(2),
    ULAW(1);

    private final int bytes;

    Coding(int bytes) {
      this.bytes = bytes;
    }

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final InputStream stream;
  private final Coding coding;
  private final int rateHz;
  private final Pcmu muLaw = new Pcmu();
  private long leftBytes;

  private SoundInput(InputStream stream, Coding coding, int rateHz, long bytes) throws IOException {
    if (rateHz < 8_000 || rateHz > 48_000 || rateHz % 50 != 0) {
      throw new IOException("rate " + rateHz + " Hz (expected: 8000 to 48000, whole in 20 ms)");
    }
    this.stream = stream;
    this.coding = coding;
    this.rateHz = rateHz;
    leftBytes = bytes;
  }

  /**
   * Reads the header, if there is one.
   *
   * @param raw what samples are where there is none
   * @throws IOException saying what was expected, if it is no such sound
   */
  static SoundInput open(InputStream from, Coding raw, int rawRateHz) throws IOException {
    PushbackInputStream stream = new PushbackInputStream(from, TAG_BYTES);
    byte[] head = stream.readNBytes(TAG_BYTES);
    if (!new String(head, StandardCharsets.ISO_8859_1).equals("RIFF")) {
      stream.unread(head);
      return new SoundInput(stream, raw, rawRateHz, Long.MAX_VALUE);
    }
    WavHeader header =
        WavHeader.read(stream, MAX_SKIPPED_BYTES)
            .orElseThrow(() -> new IOException("expected a WAV file with sound in it"));
    // Who writes to a pipe does not know the length: nothing, or all ones.
    boolean open = header.bytes() == 0 || header.bytes() == 0xFFFF_FFFFL;
    return new SoundInput(
        stream, coding(header), header.rateHz(), open ? Long.MAX_VALUE : header.bytes());
  }

  private static Coding coding(WavHeader header) throws IOException {
    if (header.isLinear()) {
      return Coding.S16;
    }
    if (header.isMuLaw()) {
      return Coding.ULAW;
    }
    throw new IOException("expected one channel of 16 bits or µ-law");
  }

  int rateHz() {
    return rateHz;
  }

  /** Fills {@code pcm}; false at the end of the sound, when what is left does not. */
  boolean read(short[] pcm) throws IOException {
    int wanted = pcm.length * coding.bytes;
    if (leftBytes < wanted) {
      return false;
    }
    byte[] bytes = stream.readNBytes(wanted);
    if (bytes.length < wanted) {
      return false;
    }
    leftBytes -= wanted;
    switch (coding) {
      case S16 -> little(bytes).asShortBuffer().get(pcm);
      case ULAW -> muLaw.decode(bytes, 0, wanted, pcm);
    }
    return true;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
