package org.talkspurt.models.onnx;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after lanes, whose threads may hang in a model. How long they do is counted in its ticks
 * and not by a clock: a machine that stood still as a whole accuses nobody.
 */
public final class LaneWatch implements AutoCloseable {
  public static final Duration TICK = Duration.ofMillis(50);

  private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);

  private final List<WatchedLane> lanes = new CopyOnWriteArrayList<>();
  private final Thread thread =
      LaneThreads.start("lane-watch", LaneThreads.VOICE_ACTIVITY, this::watch);

  /** So many ticks are that long. */
  public static int ticks(Duration length) {
    return (int) length.dividedBy(TICK);
  }

  /** Looks after another lane. */
  public void add(WatchedLane lane) {
    lanes.add(lane);
  }

  /** What is so wrong with any of them that no new calls should come. */
  public Optional<String> trouble() {
    return lanes.stream().flatMap(lane -> lane.trouble().stream()).findFirst();
  }

  /** The longest of the lanes' backlogs. */
  public Duration backlog() {
    return lanes.stream().map(WatchedLane::backlog).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(TICK);
        lanes.forEach(LaneWatch::tick);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private static void tick(WatchedLane lane) {
    try {
      lane.tick();
    } catch (RuntimeException | Error e) {
      // Must not happen; but if it does, the other lanes are still looked after.
      LOG.error("a lane could not be looked after", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
