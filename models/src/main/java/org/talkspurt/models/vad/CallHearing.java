package org.talkspurt.models.vad;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.HomeLoop;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.dialog.spi.VoiceActivityDetector.State;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.Resampler;

/** One call's ears: {@link Hearing}'s methods are the home loop's, the others the lane's. */
final class CallHearing implements Hearing {

  private static final int RATE_HZ = 16_000;

  private final HomeLoop loop;
  private final Listener listener;
  private final VoiceActivityBatcher lane;
  private final Runnable wake;
  private final LongSupplier clockNs;
  private final HearingMeters meters;

  // The home loop's.
  private @Nullable Resampler resampler;
  private int resampledHz;
  private short[] resampled = {};
  private boolean closed;

  // From the home loop to the lane and back.
  private final WindowRing windows = new WindowRing();
  private final SampleHistory history = new SampleHistory();
  private final VoiceActivityOutbox outbox = new VoiceActivityOutbox();
  private final AtomicBoolean deliveryDue = new AtomicBoolean();

  // The lane's.
  private final short[] window = new short[WindowRing.WINDOW_SAMPLES];
  private @Nullable State state;
  private @Nullable State fallbackState;

  CallHearing(
      HomeLoop loop,
      Listener listener,
      VoiceActivityBatcher lane,
      Runnable wake,
      LongSupplier clockNs,
      HearingMeters meters) {
    this.loop = loop;
    this.listener = listener;
    this.lane = lane;
    this.wake = wake;
    this.clockNs = clockNs;
    this.meters = meters;
  }

  @Override
  public void offer(AudioFrame frame) {
    assert loop.inLoop();
    if (closed) {
      return;
    }
    short[] samples = frame.samples();
    int length = samples.length;
    if (frame.sampleRateHz() != RATE_HZ) {
      var converter = resampler(frame.sampleRateHz());
      if (resampled.length < converter.maxOutput(length)) {
        resampled = new short[converter.maxOutput(length)];
      }
      length = converter.process(samples, length, resampled);
      samples = resampled;
    }
    long before = windows.completedWindows();
    int skipped = windows.offer(samples, length, clockNs.getAsLong());
    if (skipped > 0) {
      meters.skipped(skipped);
    }
    if (windows.completedWindows() > before) {
      wake.run();
    }
  }

  private Resampler resampler(int fromHz) {
    var converter = resampler;
    if (converter == null || resampledHz != fromHz) {
      converter = Resampler.create(fromHz, RATE_HZ);
      resampler = converter;
      resampledHz = fromHz;
    }
    return converter;
  }

  @Override
  public long position() {
    return windows.offered();
  }

  @Override
  public int delaySamples() {
    return resampler == null ? 0 : (int) Math.round(resampler.delaySamples());
  }

  @Override
  public short[] samples(long from, long to) {
    return history.copy(from, to);
  }

  @Override
  public void close() {
    assert loop.inLoop();
    closed = true;
    lane.remove(this);
  }

  private void deliver() {
    // Before the look into the outbox: what is posted after it asks for another delivery.
    deliveryDue.set(false);
    while (!closed && outbox.deliverTo(listener)) {
      // one window each
    }
  }

  /** Takes the next window if there is one and the loop has room for its verdict. */
  boolean takeWindow() {
    if (!outbox.hasRoom() || !windows.take(window)) {
      return false;
    }
    history.append(window, windows.endPosition());
    return true;
  }

  /** The window taken last. */
  short[] window() {
    return window;
  }

  /** How long the window taken last has been complete. */
  long waitedNs(long nowNs) {
    return nowNs - windows.windowCompletedNs();
  }

  /** What the detector remembers of this call. */
  State state(VoiceActivityDetector detector) {
    var present = state;
    if (present == null) {
      present = detector.newState();
      state = present;
    }
    return present;
  }

  /** Lets the detector begin anew with this call. */
  void forgetState() {
    state = null;
  }

  /** What the fallback remembers of this call. */
  State fallbackState(VoiceActivityDetector fallback) {
    var present = fallbackState;
    if (present == null) {
      present = fallback.newState();
      fallbackState = present;
    }
    return present;
  }

  /** Sends the verdict on the window taken last. */
  void post(float probability) {
    outbox.post(windows.endPosition(), probability);
    if (deliveryDue.compareAndSet(false, true)) {
      loop.execute(this::deliver);
    }
  }
}
