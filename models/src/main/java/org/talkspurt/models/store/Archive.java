package org.talkspurt.models.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/** Takes single files out of wheels, jars (both zip) and npm's gzipped tar files. */
final class Archive {

  private static final int TAR_BLOCK = 512;

  private Archive() {}

  /**
   * Copies a member to a new file; one byte more than expected is enough to know that it is wrong.
   *
   * @return false if there is no such member
   */
  static boolean extract(Path archive, String member, long expectedBytes, Path target)
      throws IOException {
    if (archive.toString().endsWith(".tgz")) {
      try (var tar = new GZIPInputStream(Files.newInputStream(archive))) {
        long size = seek(tar, member);
        return size >= 0 && copy(tar, Math.min(size, expectedBytes + 1), target);
      }
    }
    try (var zip = new ZipFile(archive.toFile())) {
      var entry = zip.getEntry(member);
      if (entry == null) {
        return false;
      }
      try (var in = zip.getInputStream(entry)) {
        return copy(in, expectedBytes + 1, target);
      }
    }
  }

  private static boolean copy(InputStream in, long atMost, Path target) throws IOException {
    try (var out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long left = atMost;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          break;
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
    return true;
  }

  /**
   * Goes to the content of a member and returns its size; -1 if there is none. POSIX ustar: a block
   * of header, then the content filled up to whole blocks.
   */
  private static long seek(InputStream tar, String member) throws IOException {
    byte[] header = new byte[TAR_BLOCK];
    // A block of zeros is the end.
    while (tar.readNBytes(header, 0, TAR_BLOCK) == TAR_BLOCK && header[0] != 0) {
      var name = text(header, 0, 100);
      var prefix = text(header, 345, 155);
      long size = Long.parseLong(text(header, 124, 12).strip(), 8);
      if (member.equals(prefix.isEmpty() ? name : prefix + "/" + name)) {
        return size;
      }
      skip(tar, (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK);
    }
    return -1;
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new IOException("the archive ends early", e);
    }
  }
}
