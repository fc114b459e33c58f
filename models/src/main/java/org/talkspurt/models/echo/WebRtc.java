package org.talkspurt.models.echo;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talkspurt.rtp.audio.EchoCanceller;

/** WebRTC's audio processing, loaded and known to work. Thread-safe. */
public final class WebRtc {
  private static final Logger LOG = LoggerFactory.getLogger(WebRtc.class);
  private static final int[] RATES_HZ = {8_000, 16_000};

  private final BlockProcessor.Maker maker;
  private final Executor worker;

  private WebRtc(BlockProcessor.Maker maker, Executor worker) {
    this.maker = maker;
    this.worker = worker;
  }

  /**
   * Loads the native library, once for the process; takes some tenths of a second.
   *
   * @param worker makes and closes what calls need, which takes too long for a home loop
   * @throws WebRtcUnavailableException if there is none for this platform, or a library that it
   *     needs is missing (on Linux: PulseAudio's, X11's and D-Bus's, though it uses none of them)
   */
  public static WebRtc load(Executor worker) throws WebRtcUnavailableException {
    return load(NativeProcessor::new, worker);
  }

  static WebRtc load(BlockProcessor.Maker maker, Executor worker)
      throws WebRtcUnavailableException {
    try {
      for (int rateHz : RATES_HZ) {
        maker.make(rateHz, WebRtcSettings.ECHO_ONLY).close();
      }
    } catch (LinkageError | RuntimeException e) {
      throw new WebRtcUnavailableException(e);
    }
    return new WebRtc(maker, worker);
  }

  /**
   * Makes a canceller for one call; close it, or its memory outside the heap is lost.
   *
   * @param sampleRateHz 8000 or 16000
   * @param made is given it by the worker; not called if it cannot be made, of which the log tells
   */
  public void make(int sampleRateHz, WebRtcSettings settings, Consumer<EchoCanceller> made) {
    worker.execute(
        () -> {
          BlockProcessor processor;
          try {
            processor = maker.make(sampleRateHz, settings);
          } catch (RuntimeException e) {
            LOG.warn("no echo canceller for a call", e);
            return;
          }
          made.accept(
              new WebRtcEchoCanceller(
                  sampleRateHz,
                  processor,
                  settings.always(),
                  () -> worker.execute(processor::close)));
        });
  }
}
