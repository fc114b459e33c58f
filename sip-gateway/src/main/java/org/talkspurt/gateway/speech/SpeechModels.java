package org.talkspurt.gateway.speech;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the models up in the background: calls that need none are served meanwhile. What fails is
 * said and tried again every minute.
 */
final class SpeechModels implements AutoCloseable {
  static final Duration RETRY = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(SpeechModels.class);

  /** How far the models are. */
  sealed interface State {
    /** None are wanted. */
    record None() implements State {}

    record Loading() implements State {}

    record Ready(SpeechDesk desk) implements State {}

    /** What is missing, and what to do about it. */
    record Failed(String reason) implements State {}
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void last(Duration length) throws InterruptedException;
  }

  private final Supplier<SpeechDesk> load;
  private final Pause pause;
  private final Thread loader = Thread.ofPlatform().name("models").daemon().unstarted(this::run);
  private volatile State state = new State.Loading();
  private volatile boolean closing;

  /**
   * @param load fetches and loads; called until it succeeds
   */
  SpeechModels(Supplier<SpeechDesk> load) {
    this(load, Thread::sleep);
  }

  SpeechModels(Supplier<SpeechDesk> load, Pause pause) {
    this.load = load;
    this.pause = pause;
  }

  /** No models at all. */
  static SpeechModels none() {
    SpeechModels none =
        new SpeechModels(
            () -> {
              throw new IllegalStateException("no models are wanted");
            });
    none.state = new State.None();
    return none;
  }

  /** Begins to load. */
  void start() {
    if (!(state instanceof State.None)) {
      loader.start();
    }
  }

  /** Loads until it succeeds; the loader's life. */
  void run() {
    while (!closing) {
      try {
        state = new State.Ready(load.get());
        log.info("speech models are ready");
        return;
      } catch (RuntimeException | LinkageError e) {
        if (closing) {
          return; // interrupted
        }
        String reason = String.valueOf(e.getMessage());
        state = new State.Failed(reason);
        log.error("no speech models: {} (tried again in {} s)", reason, RETRY.toSeconds());
        log.debug("no speech models", e);
      }
      try {
        pause.last(RETRY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  State state() {
    return state;
  }

  @Override
  public void close() {
    closing = true;
    loader.interrupt();
    try {
      if (loader.isAlive() && !loader.join(Duration.ofSeconds(5))) {
        return; // The process ends: freeing models under their user would crash it.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (state instanceof State.Ready(SpeechDesk desk)) {
      desk.close();
    }
  }
}
