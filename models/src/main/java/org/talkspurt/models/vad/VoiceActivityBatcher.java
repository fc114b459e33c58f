package org.talkspurt.models.vad;

import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.dialog.spi.VoiceActivityDetector.State;

/**
 * The lane's work, without its thread: one window of each call that has one, judged together.
 *
 * <p>Every window is also judged by the fallback, which costs next to nothing and so knows a call's
 * noise when it is needed: for windows that waited too long, or when the detector throws.
 */
final class VoiceActivityBatcher {

  static final String LANE = "voice-activity";

  /** A window that waited for longer is judged by the fallback, so that the lane catches up. */
  static final long MAX_QUEUE_NS = 300_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(VoiceActivityBatcher.class);
  private static final int MAX_BATCH = 32;

  private final VoiceActivityDetector detector;
  private final VoiceActivityDetector fallback;
  private final LongSupplier clockNs;
  private final HearingMeters meters;
  private final Collection<CallHearing> calls = new CopyOnWriteArrayList<>();

  private final CallHearing[] batch = new CallHearing[MAX_BATCH];
  private final State[] states = new State[MAX_BATCH];
  private final short[][] windows = new short[MAX_BATCH][];
  private final float[] probabilities = new float[MAX_BATCH];
  private final float[] detected = new float[MAX_BATCH];
  private boolean warnedOfFailure;
  private boolean warnedOfDelay;

  VoiceActivityBatcher(
      VoiceActivityDetector detector,
      VoiceActivityDetector fallback,
      LongSupplier clockNs,
      HearingMeters meters) {
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
  }

  /** Any thread. */
  void add(CallHearing call) {
    calls.add(call);
  }

  /** Any thread. */
  void remove(CallHearing call) {
    calls.remove(call);
  }

  /**
   * Judges at most one window of each call.
   *
   * @return false when there was none
   */
  boolean pass() {
    boolean some = false;
    int count = 0;
    for (var call : calls) {
      if (call.takeWindow()) {
        some = true;
        batch[count++] = call;
        if (count == MAX_BATCH) {
          judge(count);
          count = 0;
        }
      }
    }
    if (count > 0) {
      judge(count);
    }
    return some;
  }

  private void judge(int count) {
    long startNs = clockNs.getAsLong();
    int timely = timelyFirst(count, startNs);
    for (int i = 0; i < count; i++) {
      states[i] = batch[i].fallbackState(fallback);
      windows[i] = batch[i].window();
    }
    fallback.detect(states, windows, count, probabilities);
    int heard = detect(timely) ? timely : 0;
    if (heard < count) {
      meters.fellBack(count - heard);
    }
    long runNs = clockNs.getAsLong() - startNs;
    for (int i = 0; i < count; i++) {
      meters.ran(LANE, batch[i].waitedNs(startNs), runNs);
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

  /** Overwrites the fallback's probabilities by the detector's, unless it fails. */
  private boolean detect(int count) {
    try {
      for (int i = 0; i < count; i++) {
        states[i] = batch[i].state(detector);
      }
      detector.detect(states, windows, count, detected);
      System.arraycopy(detected, 0, probabilities, 0, count);
      return true;
    } catch (RuntimeException | LinkageError e) {
      if (!warnedOfFailure) {
        warnedOfFailure = true;
        LOG.warn("{}: the detector failed; its windows are judged by energy alone", LANE, e);
      }
      return false;
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
