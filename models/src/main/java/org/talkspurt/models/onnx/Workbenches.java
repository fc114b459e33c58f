package org.talkspurt.models.onnx;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * As many workbenches of a model as threads use it at once. A thread that does not come back from a
 * run keeps its own: nobody else is given it, or waits for it. Thread-safe.
 *
 * @param <B> what a workbench is
 */
public final class Workbenches<B extends Workbench> implements AutoCloseable {
  private final Supplier<B> maker;
  private final Deque<B> free = new ConcurrentLinkedDeque<>();

  public Workbenches(Supplier<B> maker) {
    this.maker = maker;
  }

  /** The one that was put back last, or a new one. */
  public B take() {
    B bench = free.pollFirst();
    return bench == null ? maker.get() : bench;
  }

  /** It may be taken again. */
  public void putBack(B bench) {
    free.addFirst(bench);
  }

  /** Frees those that nobody uses. */
  @Override
  public void close() {
    for (B bench = free.pollFirst(); bench != null; bench = free.pollFirst()) {
      bench.close();
    }
  }
}
