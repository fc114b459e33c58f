package org.talkspurt.gateway.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.records.RecordTarget.TargetDownException;

/**
 * Copies what the files of records hold to a target, however many days it was down, and remembers
 * how far it has come. A thread of its own; nobody waits for it.
 */
public final class RecordCopier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordCopier.class);
  private static final int TOGETHER_AT_MOST = 200;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final RecordDays days;
  private final CopyMark mark;
  private final RecordTarget target;
  private final RecordMeters meters;
  private final AtomicLong spooled = new AtomicLong();
  private final Semaphore news = new Semaphore(0);
  private final Thread copier;
  private volatile boolean down;
  private volatile boolean closing;
  private volatile LocalDate oldest = LocalDate.MIN;
  private LocalDate forgotten = LocalDate.MIN;
  private Duration wait = FIRST_WAIT;

  /**
   * @param identity tells the target from another
   * @throws UncheckedIOException if the directory cannot be read
   */
  RecordCopier(Path directory, RecordTarget target, String identity, RecordMeters meters) {
    this.days = new RecordDays(directory);
    this.target = target;
    this.meters = meters;
    try {
      Files.createDirectories(directory);
      mark = new CopyMark(directory, identity);
      for (Path file : days.files()) {
        spooled.addAndGet(RecordLines.count(file, mark.of(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    copier = Thread.ofPlatform().name("records-copy").daemon().unstarted(this::copyAll);
  }

  /** Begins with what is there already. */
  public static RecordCopier start(Path directory, RecordDatabase database, RecordMeters meters) {
    RecordCopier copier = new RecordCopier(directory, database, database.identity(), meters);
    copier.copier.start();
    return copier;
  }

  /** A record more is in the files. */
  public void written() {
    spooled.incrementAndGet();
    news.release();
  }

  /** Records that are in the files and not in the target. */
  public long spooled() {
    return Math.max(0, spooled.get());
  }

  /** Whether the target took nothing when it was last asked. */
  public boolean down() {
    return down;
  }

  private void copyAll() {
    try {
      while (true) {
        boolean ends = closing; // what came before that is copied below
        boolean taken = copy();
        if (ends) {
          break;
        }
        if (taken) {
          news.acquire();
        } else {
          // News do not hasten it: each would cost a vain try.
          sleepUnlessClosing();
        }
        news.drainPermits();
      }
    } catch (InterruptedException e) {
      log.debug("interrupted; the rest is copied after the next start");
    } finally {
      target.close();
    }
  }

  private void sleepUnlessClosing() throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0 && !closing; left = end - System.nanoTime()) {
      news.tryAcquire(left, TimeUnit.NANOSECONDS);
    }
  }

  /** Copies all there is; false if the target is down and to be spared for {@link #waitMs}. */
  boolean copy() {
    try {
      for (Path file : days.files()) {
        copy(file);
      }
      forget();
      if (down) {
        log.info("the records' database takes records again");
      }
      down = false;
      wait = FIRST_WAIT;
      return true;
    } catch (TargetDownException | IOException | UncheckedIOException e) {
      if (down) {
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
      } else {
        log.error("records are kept in the files: {}", e.getMessage());
      }
      down = true;
      return false;
    }
  }

  private void forget() throws TargetDownException {
    LocalDate day = oldest;
    if (!day.equals(forgotten)) {
      target.forgetBefore(day);
      forgotten = day;
    }
  }

  private void copy(Path file) throws IOException, TargetDownException {
    long from = mark.of(file);
    while (from < Files.size(file)) {
      RecordLines next = RecordLines.read(file, from, TOGETHER_AT_MOST);
      if (next.lines().isEmpty()) {
        return; // a line that is being written
      }
      int refused = target.put(next.lines());
      for (int i = 0; i < refused; i++) {
        meters.refused();
      }
      mark.move(file, next.end());
      spooled.addAndGet(-next.lines().size());
      from = next.end();
    }
  }

  /** How long the target is spared after it was down. */
  long waitMs() {
    return wait.toMillis();
  }

  /** Whether all of a day's file is in the target. */
  boolean hasAllOf(Path file) throws IOException {
    return mark.of(file) >= Files.size(file);
  }

  /** The target is to forget the calls that ended before this day, as soon as it can. */
  void forgetBefore(LocalDate day) {
    oldest = day;
    news.release();
  }

  /** Copies what was written last, for at most 5 s; the rest after the next start. */
  @Override
  public void close() {
    closing = true;
    news.release();
    try {
      if (!copier.join(CLOSE_WITHIN)) {
        copier.interrupt();
      }
    } catch (InterruptedException e) {
      copier.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
