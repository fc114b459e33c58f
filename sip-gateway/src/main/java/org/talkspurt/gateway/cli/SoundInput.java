package org.talkspurt.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.talkspurt.rtp.codec.Pcmu;

/**
 * Mono sound as it arrives: a WAV file or pipe (RIFF, 16 bits or µ-law), or the same without a
 * header.
 */
final class SoundInput {

  private static final int TAG_BYTES = 4;
  private static final int LINEAR = 1;
  private static final int MU_LAW = 7;
  private static final int FORMAT_BYTES = 16;

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
    if (!tag(head).equals("RIFF")) {
      stream.unread(head);
      return new SoundInput(stream, raw, rawRateHz, Long.MAX_VALUE);
    }
    stream.readNBytes(TAG_BYTES);
    if (!tag(stream.readNBytes(TAG_BYTES)).equals("WAVE")) {
      throw new IOException("expected a WAV file");
    }
    return wave(stream);
  }

  private static SoundInput wave(InputStream stream) throws IOException {
    Coding coding = null;
    int rateHz = 0;
    while (true) {
      String chunk = tag(stream.readNBytes(TAG_BYTES));
      byte[] size = stream.readNBytes(TAG_BYTES);
      if (size.length < TAG_BYTES) {
        throw new IOException("expected a WAV file with sound in it");
      }
      long length = Integer.toUnsignedLong(little(size).getInt());
      if (chunk.equals("data") && coding != null) {
        // Who writes to a pipe does not know the length: nothing, or all ones.
        boolean open = length == 0 || length == 0xFFFF_FFFFL;
        return new SoundInput(stream, coding, rateHz, open ? Long.MAX_VALUE : length);
      }
      if (length > MAX_SKIPPED_BYTES) {
        throw new IOException("expected a WAV file with sound in it");
      }
      byte[] content = stream.readNBytes((int) (length + length % 2));
      if (chunk.equals("fmt ") && content.length >= FORMAT_BYTES) {
        ByteBuffer format = little(content);
        coding = coding(format.getShort(0), format.getShort(2), format.getShort(14));
        rateHz = format.getInt(4);
      }
    }
  }

  private static Coding coding(int name, int channels, int bits) throws IOException {
    if (channels == 1 && name == LINEAR && bits == 16) {
      return Coding.S16;
    }
    if (channels == 1 && name == MU_LAW && bits == 8) {
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

  private static String tag(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
