package org.talkspurt.gateway.records;

import java.io.ByteArrayOutputStream;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.CallRecord;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends a JSON line per ended call to {@code calls-YYYY-MM-DD.jsonl} (the UTC day of its end) and
 * forces it to the disk. Written by a thread of its own, never by a call's loop; while the disk
 * refuses, records wait. Records that end together share one force.
 */
public final class RecordFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordFile.class);
  private static final int WAITING_AT_MOST = 10_000;
  private static final int TOGETHER_AT_MOST = 200;
  private static final long RETRY_MS = 1_000;
  private static final long LOOK_UP_MS = 100;
  private static final long CLOSE_MS = 5_000;

  private final Path directory;
  private final RecordDays days;
  private final RecordMeters meters;
  private final Consumer<CallRecord> written;
  private final JsonMapper json = JsonMapper.builder().build();
  private final BlockingQueue<CallRecord> waiting = new LinkedBlockingQueue<>(WAITING_AT_MOST);
  private final Thread writer;
  private volatile boolean closing;
  private volatile boolean refused;
  private volatile int inHand;

  /**
   * @param written called by the writing thread for each record that is on the disk
   * @throws UncheckedIOException if the directory cannot be made
   */
  public RecordFile(Path directory, RecordMeters meters, Consumer<CallRecord> written) {
    this.directory = directory;
    this.days = new RecordDays(directory);
    this.meters = meters;
    this.written = written;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writer = Thread.ofPlatform().name("records").daemon().start(this::writeAll);
  }

  /**
   * Takes a record to be written soon; when 10,000 wait for a dead disk, it is lost and said so.
   */
  public void add(CallRecord call) {
    if (closing || !waiting.offer(call)) {
      meters.lost(1);
      log.error(
          "record of call {} is lost: {}",
          call.id(),
          closing ? "the application ends" : WAITING_AT_MOST + " wait for the disk");
    }
  }

  /** Records of ended calls that are not on the disk yet. */
  public int waiting() {
    return waiting.size() + inHand;
  }

  /** Whether the disk did not take the last record. */
  public boolean refused() {
    return refused;
  }

  private void writeAll() {
    List<CallRecord> together = new ArrayList<>();
    try {
      while (!closing || !waiting.isEmpty()) {
        CallRecord first = waiting.poll(LOOK_UP_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          inHand = 1;
          together.add(first);
          waiting.drainTo(together, TOGETHER_AT_MOST - 1);
          inHand = together.size();
          write(together);
          together.clear();
          inHand = 0;
        }
      }
    } catch (InterruptedException e) {
      int lost = together.size() + waiting.size();
      meters.lost(lost);
      log.error("{} records are lost: the disk refused them to the end", lost);
    }
  }

  private void write(List<CallRecord> calls) throws InterruptedException {
    Map<LocalDate, List<CallRecord>> byDay = new LinkedHashMap<>();
    for (CallRecord call : calls) {
      LocalDate day = LocalDate.ofInstant(Objects.requireNonNull(call.endedAt()), ZoneOffset.UTC);
      byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(call);
    }
    for (var ofDay : byDay.entrySet()) {
      writeUntilTaken(days.file(ofDay.getKey()), lines(ofDay.getValue()));
      meters.written(ofDay.getValue().size());
      ofDay.getValue().forEach(written);
    }
  }

  private byte[] lines(List<CallRecord> calls) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (CallRecord call : calls) {
      // Half a surrogate pair becomes a question mark: no name may stop the records.
      lines.writeBytes((json.writeValueAsString(call) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return lines.toByteArray();
  }

  private void writeUntilTaken(Path file, byte[] lines) throws InterruptedException {
    while (true) {
      try {
        append(file, lines);
        refused = false;
        return;
      } catch (IOException e) {
        if (!refused) {
          log.error("records wait: {} refuses them: {}", file, e.toString());
          refused = true;
        }
        Thread.sleep(RETRY_MS);
      }
    }
  }

  /** All lines or nothing of them: a full disk leaves no torn line. */
  private void append(Path file, byte[] lines) throws IOException {
    Files.createDirectories(directory);
    boolean isNew = Files.notExists(file);
    try (FileChannel out =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      TornLine.mend(out);
      long end = out.size();
      out.position(end);
      try {
        for (ByteBuffer rest = ByteBuffer.wrap(lines); rest.hasRemaining(); ) {
          out.write(rest);
        }
        out.force(false);
      } catch (IOException e) {
        out.truncate(end);
        throw e;
      }
    }
    if (isNew) {
      forceDirectory();
    }
  }

  /** A new file's name survives a power failure only once its directory is on the disk. */
  private void forceDirectory() {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    } catch (IOException e) {
      log.debug("{} cannot be forced: {}", directory, e.toString()); // not everywhere is it a file
    }
  }

  /** Writes what waits, for at most 5 s. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!writer.join(java.time.Duration.ofMillis(CLOSE_MS))) {
        writer.interrupt();
        writer.join();
      }
    } catch (InterruptedException e) {
      writer.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
