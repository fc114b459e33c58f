package org.talkspurt.models.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps two processes from fetching the same set at once; the system frees it if one dies. */
final class SetLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SetLock.class);
  private static final long POLL_MS = 250;

  private final FileChannel channel;

  private SetLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @throws ModelStoreException if another still holds it after {@code patience}
   */
  static SetLock acquire(String set, Path directory, Duration patience)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    var file = directory.resolve(".lock");
    long deadlineNs = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      var lock = attempt(file);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - deadlineNs >= 0) {
        throw new ModelStoreException(new FetchProblem.LockHeld(set, file));
      }
      if (!told) {
        told = true;
        LOG.info("waiting for another process that is fetching model set {}", set);
      }
      Thread.sleep(POLL_MS);
    }
  }

  private static @Nullable SetLock attempt(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is held by this process", file);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : new SetLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
