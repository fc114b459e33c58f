package org.talkspurt.gateway.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** The header of a WAV file (RIFF) of two channels of 16-bit linear PCM. */
final class StereoWav {

  static final int HEADER_BYTES = 44;

  /** A sample of each side. */
  static final int BLOCK_BYTES = 4;

  private static final int LINEAR = 1;
  private static final int RATE_AT = 24;

  private StereoWav() {}

  static void writeHeader(FileChannel file, int rateHz, long soundBytes) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    tag(header, "RIFF").putInt((int) (HEADER_BYTES - 8 + soundBytes));
    tag(header, "WAVE");
    tag(header, "fmt ").putInt(16);
    header.putShort((short) LINEAR).putShort((short) 2).putInt(rateHz);
    header.putInt(rateHz * BLOCK_BYTES).putShort((short) BLOCK_BYTES).putShort((short) 16);
    tag(header, "data").putInt((int) soundBytes);
    writeFully(file, header.flip(), 0);
  }

  private static ByteBuffer tag(ByteBuffer header, String tag) {
    return header.put(tag.getBytes(StandardCharsets.US_ASCII));
  }

  static void writeFully(FileChannel file, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  /**
   * Makes the header of a file that nobody writes any more tell how long it is.
   *
   * @return false if there is no sound in it
   */
  static boolean mend(FileChannel file) throws IOException {
    long blocks = (file.size() - HEADER_BYTES) / BLOCK_BYTES;
    if (blocks <= 0) {
      return false;
    }
    ByteBuffer rate = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.read(rate, RATE_AT);
    writeHeader(file, rate.getInt(0), blocks * BLOCK_BYTES);
    file.truncate(HEADER_BYTES + blocks * BLOCK_BYTES);
    return true;
  }
}
