package org.talkspurt.gateway.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many bytes of each file of records the target holds, in a small file that is replaced as a
 * whole. Of another target, or unreadable, it counts for nothing: then all is copied once more.
 * Thread-safe.
 */
final class CopyMark {
  private static final Logger log = LoggerFactory.getLogger(CopyMark.class);
  static final String NAME = "copied.json";

  private final Path file;
  private final String target;
  private final Map<String, Long> copied = new HashMap<>();

  /**
   * @param target what tells this database from another
   */
  CopyMark(Path directory, String target) {
    this.file = directory.resolve(NAME);
    this.target = target;
    read();
  }

  private void read() {
    try {
      JsonNode mark = JsonMapper.shared().readTree(Files.readAllBytes(file));
      if (mark.path("target").asString("").equals(target)) {
        mark.path("files")
            .properties()
            .forEach(entry -> copied.put(entry.getKey(), entry.getValue().asLong(0)));
      }
    } catch (NoSuchFileException e) {
      // nothing was copied yet
    } catch (IOException | JacksonException e) {
      log.warn("{} cannot be read: all records are copied once more", file);
    }
  }

  /** Bytes of a file that the target holds; 0 of one that is shorter than that: it is another. */
  synchronized long of(Path records) throws IOException {
    long mark = copied.getOrDefault(records.getFileName().toString(), 0L);
    return mark > Files.size(records) ? 0 : mark;
  }

  synchronized void move(Path records, long bytes) throws IOException {
    copied.put(records.getFileName().toString(), bytes);
    save();
  }

  private void save() throws IOException {
    copied.keySet().removeIf(name -> Files.notExists(file.resolveSibling(name)));
    byte[] mark =
        JsonMapper.shared()
            .writeValueAsBytes(Map.of("target", target, "files", new TreeMap<>(copied)));
    Path next = file.resolveSibling(NAME + ".new");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = ByteBuffer.wrap(mark); rest.hasRemaining(); ) {
        out.write(rest);
      }
      out.force(false);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
