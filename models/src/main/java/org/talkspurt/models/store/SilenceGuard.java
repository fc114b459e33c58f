package org.talkspurt.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a stream that brings nothing for too long, so that the reader gets an exception. */
final class SilenceGuard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SilenceGuard.class);

  private final InputStream guarded;
  private final long maxSilenceNs;
  private final Thread thread;
  private volatile long heardNs = System.nanoTime();

  SilenceGuard(InputStream guarded, Duration maxSilence) {
    this.guarded = guarded;
    maxSilenceNs = maxSilence.toNanos();
    thread = Thread.ofVirtual().name("silence-guard").start(this::watch);
  }

  void heard() {
    heardNs = System.nanoTime();
  }

  private void watch() {
    try {
      long leftNs = maxSilenceNs;
      while (leftNs > 0) {
        Thread.sleep(Duration.ofNanos(leftNs));
        leftNs = heardNs + maxSilenceNs - System.nanoTime();
      }
      guarded.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("closing a silent stream", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
