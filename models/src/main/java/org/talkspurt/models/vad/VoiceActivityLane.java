package org.talkspurt.models.vad;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.listen.EnergyVad;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.onnx.LaneThreads;
import org.talkspurt.models.onnx.LaneWatch;
import org.talkspurt.models.onnx.WatchedLane;

/**
 * The ears of all calls: one thread that judges voice activity and does nothing else, since an 80
 * ms synthesis must not hold up the word that interrupts it. It sleeps until a call has a whole
 * window.
 *
 * <p>A thread that does not come back from the detector is left to itself: another goes on, by
 * energy alone for {@link #REST}.
 */
public final class VoiceActivityLane implements Hearing.Factory, WatchedLane, AutoCloseable {

  /**
   * A window takes a millisecond; after this much windows that wait are judged by energy anyway.
   */
  static final Duration STUCK = Duration.ofNanos(VoiceActivityBatcher.MAX_QUEUE_NS);

  /** How long the detector is not tried again after that. */
  static final Duration REST = Duration.ofSeconds(10);

  /** With so many threads stuck in it, the detector is not tried again at all. */
  static final int MOST_STUCK = 3;

  private static final Logger LOG = LoggerFactory.getLogger(VoiceActivityLane.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final VoiceActivityDetector detector;
  private final HearingMeters meters;
  private final LongSupplier clockNs = System::nanoTime;
  private final AtomicInteger stuck = new AtomicInteger();
  private volatile Shift shift;
  private volatile boolean closed;

  // The watch's.
  private long seenRun;
  private int seenTicks;
  private int restTicks;

  /** A thread and its work. */
  private final class Shift {
    final VoiceActivityBatcher batcher;
    final Thread thread;

    Shift(VoiceActivityBatcher batcher) {
      this.batcher = batcher;
      thread =
          LaneThreads.start(
              VoiceActivityBatcher.LANE, LaneThreads.VOICE_ACTIVITY, () -> work(batcher));
    }
  }

  /**
   * Starts the lane.
   *
   * @param detector used and closed by the lane's thread; an {@link EnergyVad} stands in for it
   *     when it throws, is more than 300 ms behind or does not come back
   */
  public VoiceActivityLane(VoiceActivityDetector detector, HearingMeters meters) {
    this.detector = detector;
    this.meters = meters;
    shift = new Shift(new VoiceActivityBatcher(detector, new EnergyVad(), clockNs, meters));
  }

  @Override
  public Hearing open(HomeLoop loop, Hearing.Listener listener) {
    VoiceActivityBatcher batcher = shift.batcher;
    var call = new CallHearing(loop, listener, batcher, this::wake, clockNs, meters);
    batcher.add(call);
    return call;
  }

  private void wake() {
    LockSupport.unpark(shift.thread);
  }

  private void work(VoiceActivityBatcher batcher) {
    while (!closed && !batcher.succeeded()) {
      if (!pass(batcher) && !batcher.succeeded()) {
        LockSupport.park(this);
      }
    }
    if (batcher.succeeded()) {
      stuck.decrementAndGet();
    } else {
      detector.close();
    }
  }

  private static boolean pass(VoiceActivityBatcher batcher) {
    try {
      return batcher.pass();
    } catch (RuntimeException | Error e) {
      // Must not happen; but if it does, the other calls go on hearing.
      LOG.error("{}: windows lost", VoiceActivityBatcher.LANE, e);
      return true;
    }
  }

  @Override
  public void tick() {
    if (restTicks > 0 && --restTicks == 0) {
      boolean energyOnly = stuck.get() >= MOST_STUCK;
      shift.batcher.energyOnly(energyOnly);
      restTicks = energyOnly ? LaneWatch.ticks(REST) : 0;
    }
    long run = shift.batcher.running();
    seenTicks = run != 0 && run == seenRun ? seenTicks + 1 : 0;
    seenRun = run;
    if (seenTicks >= LaneWatch.ticks(STUCK)) {
      relieve(shift);
    }
  }

  private void relieve(Shift last) {
    var where = new IllegalStateException("stuck here");
    where.setStackTrace(last.thread.getStackTrace());
    stuck.incrementAndGet();
    var successor = last.batcher.successor();
    if (successor == null) {
      stuck.decrementAndGet();
      return;
    }
    shift = new Shift(successor);
    seenTicks = 0;
    restTicks = LaneWatch.ticks(REST);
    meters.stuck(VoiceActivityBatcher.LANE);
    LOG.error(
        "{}: the detector has not come back after {}; energy judges for {}",
        VoiceActivityBatcher.LANE,
        STUCK,
        REST,
        where);
  }

  @Override
  public Optional<String> trouble() {
    int count = stuck.get();
    return count < MOST_STUCK
        ? Optional.empty()
        : Optional.of(
            "lane %s: %d threads are stuck, energy judges instead"
                .formatted(VoiceActivityBatcher.LANE, count));
  }

  /** Windows that wait too long are judged by energy: nobody waits for them. */
  @Override
  public Duration backlog() {
    return Duration.ZERO;
  }

  /** Reports nothing any more; waits for the lane's thread to end, 5 s at most. */
  @Override
  public void close() {
    closed = true;
    wake();
    Thread thread = shift.thread;
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("{}: still busy after {}", thread.getName(), PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
