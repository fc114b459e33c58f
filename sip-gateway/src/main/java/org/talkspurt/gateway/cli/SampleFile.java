package org.talkspurt.gateway.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes samples as 16 bits, little-endian; a failure is kept for the end. */
final class SampleFile {

  private final OutputStream stream;
  private @Nullable IOException failure;

  SampleFile(OutputStream stream) {
    this.stream = stream;
  }

  void write(short[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    try {
      if (failure == null) {
        stream.write(bytes);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Says what went wrong, if anything did. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
