package org.talkspurt.gateway.speech;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Loads models side by side, as many at once as a small machine has cores. */
final class ParallelLoads implements AutoCloseable {
  private static final int AT_ONCE = 2;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().name("models-", 0).daemon().factory());
  private final List<AutoCloseable> loaded;

  /**
   * @param loaded takes what is loaded, also where another load fails; for any thread
   */
  ParallelLoads(List<AutoCloseable> loaded) {
    this.loaded = loaded;
  }

  /** Begins to load; the result waits for it, and fails as it does. */
  <T extends AutoCloseable> Supplier<T> begin(Supplier<T> load) {
    CompletableFuture<T> result =
        CompletableFuture.supplyAsync(
            () -> {
              T model = load.get();
              loaded.add(model);
              return model;
            },
            threads);
    return () -> of(result);
  }

  private static <T> T of(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  /** Waits for all that was begun. */
  @Override
  public void close() {
    threads.close();
  }
}
