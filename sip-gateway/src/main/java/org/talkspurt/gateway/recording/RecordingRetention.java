package org.talkspurt.gateway.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finishes recordings that a killed process left, and deletes them once they are old. */
public final class RecordingRetention implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(RecordingRetention.class);

  private final RecordingFolder folder;
  private final int keepDays;
  private final InstantSource clock;

  /**
   * @param keepDays whole days after the one of the recording; 0: for ever
   */
  RecordingRetention(RecordingFolder folder, int keepDays, InstantSource clock) {
    this.folder = folder;
    this.keepDays = keepDays;
    this.clock = clock;
  }

  /** Looks once. */
  @Override
  public void run() {
    try {
      folder.finishLeftBehind();
      if (keepDays > 0) {
        folder.deleteBefore(
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(keepDays));
      }
    } catch (IOException | UncheckedIOException e) {
      log.error("old recordings are not deleted: {}", e.toString());
    }
  }
}
