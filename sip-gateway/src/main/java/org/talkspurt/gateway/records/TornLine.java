package org.talkspurt.gateway.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last line of a file whose writer was killed within it. Nobody was told that such a record is
 * written. It is ended where only its end is missing, and cut off where it is half a record, so
 * that the next line is whole.
 */
final class TornLine {
  private static final Logger log = LoggerFactory.getLogger(TornLine.class);
  private static final int BLOCK = 8_192;

  private TornLine() {}

  static void mend(FileChannel file) throws IOException {
    long size = file.size();
    if (size == 0 || read(file, size - 1, 1)[0] == '\n') {
      return;
    }
    long start = startOfLastLine(file, size);
    if (isWhole(read(file, start, Math.toIntExact(size - start)))) {
      file.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
    } else {
      log.warn("half a record of {} bytes, which a killed process left, is cut off", size - start);
      file.truncate(start);
    }
  }

  private static long startOfLastLine(FileChannel file, long size) throws IOException {
    for (long end = size; end > 0; ) {
      long start = Math.max(0, end - BLOCK);
      byte[] block = read(file, start, (int) (end - start));
      for (int i = block.length - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  private static boolean isWhole(byte[] line) {
    try {
      return JsonMapper.shared().readTree(line).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static byte[] read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {}
    return bytes.array();
  }
}
