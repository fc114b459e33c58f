package org.talkspurt.gateway.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets records once they are old: their files, and their rows where there is a database. A file
 * that is not wholly copied yet stays until it is.
 */
public final class RecordRetention implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(RecordRetention.class);

  private final RecordDays days;
  private final @Nullable RecordCopier copier;
  private final int keepDays;
  private final InstantSource clock;

  /**
   * @param copier null where records are copied nowhere
   * @param keepDays whole days after the one of the record
   */
  public RecordRetention(
      Path directory, @Nullable RecordCopier copier, int keepDays, InstantSource clock) {
    this.days = new RecordDays(directory);
    this.copier = copier;
    this.keepDays = keepDays;
    this.clock = clock;
  }

  /** Looks once. */
  @Override
  public void run() {
    LocalDate oldest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(keepDays);
    try {
      for (Path file : days.files()) {
        if (RecordDays.day(file).orElseThrow().isBefore(oldest)
            && (copier == null || copier.hasAllOf(file))) {
          Files.delete(file);
          log.info("{} is older than {} days and deleted", file.getFileName(), keepDays);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log.error("old records are not deleted: {}", e.toString());
    }
    if (copier != null) {
      copier.forgetBefore(oldest);
    }
  }
}
