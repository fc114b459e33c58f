package org.talkspurt.models.vad;

import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.dialog.spi.VoiceActivityDetector.State;

/**
 * The lane's work, without its thread: one window of each call that has one, judged together.
 *
 * <p>Every window is also judged by the fallback, which costs next to nothing and so knows a call's
 * noise when it is needed: for windows that waited too long, or when the detector throws, gives
 * what is no probability, or does not come back.
 */
final class VoiceActivityBatcher {

  static final String LANE = "voice-activity";

  /** A window that waited for longer is judged by the fallback, so that the lane catches up. */
  static final long MAX_QUEUE_NS = 300_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(VoiceActivityBatcher.class);
  private static final int MAX_BATCH = 32;

  /** Instead of a run's number: a {@link #successor} has taken the calls over. */
  private static final long SUCCEEDED = -1;

  private final VoiceActivityDetector detector;
  private final VoiceActivityDetector fallback;
  private final LongSupplier clockNs;
  private final HearingMeters meters;
  private final Collection<CallHearing> calls;

  private final CallHearing[] batch = new CallHearing[MAX_BATCH];
  private final State[] states = new State[MAX_BATCH];
  private final short[][] windows = new short[MAX_BATCH][];
  private final float[] probabilities = new float[MAX_BATCH];
  private final float[] detected = new float[MAX_BATCH];
  private int batchSize;
  private long batchStartNs;

  /** Of the detector: odd while it runs. */
  private final AtomicLong run = new AtomicLong();

  private volatile boolean energyOnly;
  private boolean warnedOfFailure;
  private boolean warnedOfDelay;

  VoiceActivityBatcher(
      VoiceActivityDetector detector,
      VoiceActivityDetector fallback,
      LongSupplier clockNs,
      HearingMeters meters) {
    this(detector, fallback, clockNs, meters, new CopyOnWriteArrayList<>());
  }

  private VoiceActivityBatcher(
      VoiceActivityDetector detector,
      VoiceActivityDetector fallback,
      LongSupplier clockNs,
      HearingMeters meters,
      Collection<CallHearing> calls) {
    for (var each : new VoiceActivityDetector[] {detector, fallback}) {
      if (each.windowSamples() != WindowRing.WINDOW_SAMPLES) {
        throw new IllegalArgumentException(
            "windowSamples: "
                + each.windowSamples()
                + " (expected: "
                + WindowRing.WINDOW_SAMPLES
                + ")");
      }
    }
    this.detector = detector;
    this.fallback = fallback;
    this.clockNs = clockNs;
    this.meters = meters;
    this.calls = calls;
  }

  /** Any thread. */
  void add(CallHearing call) {
    calls.add(call);
  }

  /** Any thread. */
  void remove(CallHearing call) {
    calls.remove(call);
  }

  /** The number of the detector's run under way; 0 when there is none. Any thread. */
  long running() {
    long now = run.get();
    return now > 0 && now % 2 == 1 ? now : 0;
  }

  /** Whether windows are judged by energy alone, or by the detector again. Any thread. */
  void energyOnly(boolean only) {
    energyOnly = only;
  }

  /**
   * Gives up on the detector's run under way: energy judges its windows. From then on the calls are
   * the successor's thread's, which judges by energy alone at first. Any thread.
   *
   * @return null if the run has ended meanwhile
   */
  @Nullable VoiceActivityBatcher successor() {
    long stuck = running();
    if (stuck == 0 || !run.compareAndSet(stuck, SUCCEEDED)) {
      return null;
    }
    post(0);
    calls.forEach(CallHearing::forgetState);
    var next = new VoiceActivityBatcher(detector, fallback, clockNs, meters, calls);
    next.energyOnly(true);
    return next;
  }

  /** Whether a {@link #successor} has taken the calls over. */
  boolean succeeded() {
    return run.get() == SUCCEEDED;
  }

  /**
   * Judges at most one window of each call.
   *
   * @return false when there was none, or a successor has taken the calls over
   */
  boolean pass() {
    boolean some = false;
    int count = 0;
    for (var call : calls) {
      if (call.takeWindow()) {
        some = true;
        batch[count++] = call;
        if (count == MAX_BATCH) {
          if (!judge(count)) {
            return false;
          }
          count = 0;
        }
      }
    }
    return count > 0 ? judge(count) : some;
  }

  /** Returns false if a successor has taken the calls over meanwhile. */
  private boolean judge(int count) {
    batchSize = count;
    batchStartNs = clockNs.getAsLong();
    int timely = energyOnly ? 0 : timelyFirst(count, batchStartNs);
    for (int i = 0; i < count; i++) {
      states[i] = batch[i].fallbackState(fallback);
      windows[i] = batch[i].window();
    }
    fallback.detect(states, windows, count, probabilities);
    if (timely > 0) {
      for (int i = 0; i < timely; i++) {
        states[i] = batch[i].state(detector);
      }
      long now = run.incrementAndGet();
      boolean judged = detect(timely);
      if (!run.compareAndSet(now, now + 1)) {
        return false;
      }
      timely = judged ? takeDetected(timely) : 0;
    }
    post(timely);
    return true;
  }

  /** Overwrites the fallback's probabilities by the detector's that are some; returns how many. */
  private int takeDetected(int count) {
    int heard = 0;
    for (int i = 0; i < count; i++) {
      if (detected[i] >= 0 && detected[i] <= 1) {
        probabilities[i] = detected[i];
        heard++;
      } else {
        // What it remembers of the call is spoilt.
        batch[i].forgetState();
        warnOfFailure(new IllegalStateException("P(speech) " + detected[i]));
      }
    }
    return heard;
  }

  /**
   * Reports the batch.
   *
   * @param heard how many of its windows the detector has judged
   */
  private void post(int heard) {
    if (heard < batchSize) {
      meters.fellBack(batchSize - heard);
    }
    long runNs = clockNs.getAsLong() - batchStartNs;
    for (int i = 0; i < batchSize; i++) {
      meters.ran(LANE, batch[i].waitedNs(batchStartNs), runNs);
      post(batch[i], probabilities[i]);
    }
  }

  /** Sorts the batch by whether a window is in time, and returns how many are. */
  private int timelyFirst(int count, long nowNs) {
    int timely = 0;
    for (int i = 0; i < count; i++) {
      var call = batch[i];
      if (call.waitedNs(nowNs) <= MAX_QUEUE_NS) {
        batch[i] = batch[timely];
        batch[timely++] = call;
      }
    }
    if (timely < count && !warnedOfDelay) {
      warnedOfDelay = true;
      LOG.warn("{}: behind; late windows are judged by energy alone from now on", LANE);
    }
    return timely;
  }

  /** Has the detector judge the first of the batch; returns whether it could. */
  private boolean detect(int count) {
    try {
      detector.detect(states, windows, count, detected);
      return true;
    } catch (RuntimeException | Error e) {
      warnOfFailure(e);
      return false;
    }
  }

  private void warnOfFailure(Throwable cause) {
    if (!warnedOfFailure) {
      warnedOfFailure = true;
      LOG.warn("{}: the detector failed; its windows are judged by energy alone", LANE, cause);
    }
  }

  private void post(CallHearing call, float probability) {
    try {
      call.post(probability);
    } catch (RejectedExecutionException e) {
      // The loop has ended and the call with it.
      remove(call);
    }
  }
}
