package org.talkspurt.gateway.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.CallRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends a JSON line per ended call to {@code calls-YYYY-MM-DD.jsonl} (the UTC day of its end).
 * Written by a thread of its own, never by a call's loop; while the disk refuses, records wait.
 */
public final class RecordFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordFile.class);
  private static final int WAITING_AT_MOST = 10_000;
  private static final long RETRY_MS = 1_000;

  private final Path directory;
  private final JsonMapper json = JsonMapper.builder().build();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING_AT_MOST),
          Thread.ofPlatform().name("records").daemon().factory());

  /**
   * @throws UncheckedIOException if the directory cannot be made
   */
  public RecordFile(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes a record to be written soon; when 10,000 wait for a dead disk, it is lost and said so.
   */
  public void add(CallRecord call) {
    try {
      writer.execute(() -> write(call));
    } catch (RejectedExecutionException e) {
      log.error(
          "record of call {} is lost: {}",
          call.id(),
          writer.isShutdown() ? "the application ends" : WAITING_AT_MOST + " wait for the disk");
    }
  }

  private void write(CallRecord call) {
    LocalDate day = LocalDate.ofInstant(Objects.requireNonNull(call.endedAt()), ZoneOffset.UTC);
    Path file = directory.resolve("calls-" + day + ".jsonl");
    // Half a surrogate pair becomes a question mark: no name may stop the records.
    byte[] line = (json.writeValueAsString(call) + "\n").getBytes(StandardCharsets.UTF_8);
    boolean refused = false;
    while (true) {
      try {
        append(file, line);
        return;
      } catch (IOException e) {
        if (!refused) {
          log.error("records wait: {} refuses them: {}", file, e.toString());
          refused = true;
        }
      }
      try {
        Thread.sleep(RETRY_MS);
      } catch (InterruptedException e) {
        log.error("record of call {} is lost: {} refuses it to the end", call.id(), file);
        return;
      }
    }
  }

  /** The whole line or nothing of it: a full disk leaves no torn line. */
  private void append(Path file, byte[] line) throws IOException {
    Files.createDirectories(directory);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = out.size();
      out.position(end);
      try {
        for (ByteBuffer rest = ByteBuffer.wrap(line); rest.hasRemaining(); ) {
          out.write(rest);
        }
      } catch (IOException e) {
        out.truncate(end);
        throw e;
      }
    }
  }

  /** Writes what waits, for at most 5 s. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
        int lost = writer.shutdownNow().size();
        if (lost > 0) {
          log.error("{} records are lost: the disk refused them to the end", lost);
        }
      }
    } catch (InterruptedException e) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
