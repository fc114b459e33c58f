package org.talkspurt.models.vad;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.listen.EnergyVad;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.models.onnx.LaneThreads;

/**
 * The ears of all calls: one thread that judges voice activity and does nothing else, since an 80
 * ms synthesis must not hold up the word that interrupts it. It sleeps until a call has a whole
 * window.
 */
public final class VoiceActivityLane implements Hearing.Factory, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VoiceActivityLane.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final VoiceActivityDetector detector;
  private final VoiceActivityBatcher batcher;
  private final HearingMeters meters;
  private final LongSupplier clockNs = System::nanoTime;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts the lane.
   *
   * @param detector used and closed by the lane's thread; an {@link EnergyVad} stands in for it
   *     when it throws or is more than 300 ms behind
   */
  public VoiceActivityLane(VoiceActivityDetector detector, HearingMeters meters) {
    this.detector = detector;
    this.meters = meters;
    batcher = new VoiceActivityBatcher(detector, new EnergyVad(), clockNs, meters);
    thread = LaneThreads.start(VoiceActivityBatcher.LANE, LaneThreads.VOICE_ACTIVITY, this::work);
  }

  @Override
  public Hearing open(HomeLoop loop, Hearing.Listener listener) {
    var call = new CallHearing(loop, listener, batcher, this::wake, clockNs, meters);
    batcher.add(call);
    return call;
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  private void work() {
    while (!closed) {
      if (!pass()) {
        LockSupport.park(this);
      }
    }
    detector.close();
  }

  private boolean pass() {
    try {
      return batcher.pass();
    } catch (RuntimeException | Error e) {
      // Must not happen; but if it does, the other calls go on hearing.
      LOG.error("{}: windows lost", VoiceActivityBatcher.LANE, e);
      return true;
    }
  }

  /** Reports nothing any more; waits for the lane's thread to end, 5 s at most. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("{}: still busy after {}", thread.getName(), PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
