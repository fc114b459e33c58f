package org.talkspurt.gateway.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.gateway.call.CallRecorder;

/**
 * Writes all calls' recordings, on one thread of its own: four times a second what has come of
 * each. What is written is not forced to the disk: it survives the end of the process, however that
 * comes, but the last half minute may not survive a power failure.
 */
public final class RecordingWriter implements CallRecorder, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RecordingWriter.class);
  private static final long PERIOD_MS = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TOGETHER_BYTES = 1 << 16;
  private static final int TICKS_PER_SECOND = 50;

  private final RecordingFolder folder;
  private final RecordingSettings settings;
  private final RecordingMeters meters;
  private final BlockingQueue<CallRecording> begun = new LinkedBlockingQueue<>();
  private final List<CallRecording> open = new ArrayList<>();
  private final ByteBuffer together =
      ByteBuffer.allocateDirect(TOGETHER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final Thread writer;
  private boolean full;
  private volatile boolean closing;

  /**
   * @param directory made when the first recording begins
   */
  public RecordingWriter(Path directory, RecordingSettings settings, RecordingMeters meters) {
    this(new RecordingFolder(directory), settings, meters);
  }

  RecordingWriter(RecordingFolder folder, RecordingSettings settings, RecordingMeters meters) {
    this.folder = folder;
    this.settings = settings;
    this.meters = meters;
    writer = Thread.ofPlatform().name("recordings").daemon().start(this::writeAll);
  }

  @Override
  public Recording begin(String callId, Instant startedAt, int sampleRateHz) {
    CallRecording recording =
        new CallRecording(RecordingFolder.name(startedAt, callId), sampleRateHz, folder, meters);
    begun.add(recording); // as many as there are calls
    return recording;
  }

  /** Finishes what others left, and deletes what is old. */
  public RecordingRetention retention(int keepDays, InstantSource clock) {
    return new RecordingRetention(folder, keepDays, clock);
  }

  private void writeAll() {
    try {
      while (!closing) {
        CallRecording first = begun.poll(PERIOD_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          open.add(first);
        }
        drainAll();
      }
    } catch (InterruptedException e) {
      log.warn("recordings stay unfinished until the next start: the disk is too slow");
      return;
    }
    begun.drainTo(open);
    drainAll();
    open.forEach(CallRecording::finish);
  }

  private void drainAll() {
    if (open.isEmpty()) {
      return;
    }
    boolean room = hasRoom();
    long maxTicks = settings.maxDuration().toSeconds() * TICKS_PER_SECOND;
    open.removeIf(
        recording -> {
          boolean over = !recording.drain(together, maxTicks, room);
          if (over) {
            recording.finish();
          }
          return over;
        });
  }

  private boolean hasRoom() {
    long usable;
    try {
      usable = folder.usableBytes();
    } catch (IOException e) {
      return true; // what is wrong with it shows in writing
    }
    boolean room = usable >= settings.minFreeBytes();
    if (room == full) {
      full = !room;
      log.warn(
          "recordings {}: {} MB are free on the disk",
          full ? "stop, talkspurt.recording.min-free is reached" : "go on",
          usable >> 20);
    }
    return room;
  }

  /** Writes what has come by now and gives the files their names, for at most 5 s. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!writer.join(PATIENCE)) {
        writer.interrupt();
        writer.join();
      }
    } catch (InterruptedException e) {
      writer.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
