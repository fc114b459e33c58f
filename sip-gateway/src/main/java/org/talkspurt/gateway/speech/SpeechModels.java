package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the models up in the background: calls that need none are served meanwhile. What fails is
 * said and tried again every minute.
 */
final class SpeechModels implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpeechModels.class);
  private static final Duration RETRY = Duration.ofMinutes(1);

  /** How far the models are. */
  sealed interface State {
    record Loading() implements State {}

    record Ready() implements State {}

    /** What is missing, and what to do about it. */
    record Failed(String reason) implements State {}
  }

  private final Thread loader;
  private volatile State state = new State.Loading();
  private volatile @Nullable SpeechKit kit;

  /**
   * @param load fetches and loads; called until it succeeds
   * @param whenReady gets the kit before the state turns ready
   */
  SpeechModels(Supplier<SpeechKit> load, Consumer<SpeechKit> whenReady) {
    loader = Thread.ofPlatform().name("models").daemon().unstarted(() -> run(load, whenReady));
  }

  void start() {
    loader.start();
  }

  private void run(Supplier<SpeechKit> load, Consumer<SpeechKit> whenReady) {
    while (true) {
      try {
        SpeechKit loaded = load.get();
        open(loaded, whenReady);
        state = new State.Ready();
        log.info("speech models are ready");
        return;
      } catch (RuntimeException | LinkageError e) {
        String reason = String.valueOf(e.getMessage());
        state = new State.Failed(reason);
        log.error("no speech models: {} (tried again in {} s)", reason, RETRY.toSeconds());
        log.debug("no speech models", e);
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void open(SpeechKit loaded, Consumer<SpeechKit> whenReady) {
    try {
      whenReady.accept(loaded);
    } catch (RuntimeException | LinkageError e) {
      loaded.close();
      throw e;
    }
    kit = loaded;
  }

  State state() {
    return state;
  }

  @Override
  public void close() {
    loader.interrupt();
    try {
      if (loader.isAlive() && !loader.join(Duration.ofSeconds(5))) {
        return; // The process ends: freeing models under their user would crash it.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    SpeechKit loaded = kit;
    if (loaded != null) {
      loaded.close();
    }
  }
}
