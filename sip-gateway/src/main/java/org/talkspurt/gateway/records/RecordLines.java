package org.talkspurt.gateway.records;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole lines of a file, from a place on.
 *
 * @param end the place behind the last of them
 */
record RecordLines(List<String> lines, long end) {
  private static final int BYTES_AT_MOST = 1_000_000;

  /** At most {@code lines}, and no more than about a megabyte; what has no end yet is left. */
  static RecordLines read(Path file, long start, int lines) throws IOException {
    List<String> read = new ArrayList<>();
    long end = start;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        InputStream in =
            new BufferedInputStream(Channels.newInputStream(channel.position(start)), 65_536)) {
      int next;
      while (read.size() < lines && end - start < BYTES_AT_MOST && (next = in.read()) >= 0) {
        if (next == '\n') {
          read.add(line.toString(StandardCharsets.UTF_8));
          end += line.size() + 1;
          line.reset();
        } else {
          line.write(next);
        }
      }
    }
    return new RecordLines(read, end);
  }

  /** How many whole lines there are from a place on. */
  static long count(Path file, long start) throws IOException {
    long count = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(channel.position(start))) {
      byte[] block = new byte[65_536];
      for (int length = in.read(block); length > 0; length = in.read(block)) {
        for (int i = 0; i < length; i++) {
          count += block[i] == '\n' ? 1 : 0;
        }
      }
    }
    return count;
  }
}
