package org.talkspurt.rtp.session;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The event loops on which calls live. Thread-safe.
 *
 * <p>Threads are named {@code media-1} onwards and have the highest Java priority, so that models
 * computing on the same cores do not delay the sound.
 */
public final class MediaLoops implements AutoCloseable {

  private final MultiThreadIoEventLoopGroup group;
  private final List<MediaLoop> loops = new ArrayList<>();

  /**
   * @param threads at least 1; see {@link #defaultThreads}
   * @param meters receives the lateness of the loops' ticks, on the loops' threads
   */
  public MediaLoops(int threads, MediaMeters meters) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
    }
    group = new MultiThreadIoEventLoopGroup(threads, threadFactory(), PatientIoHandler.factory());
    for (EventExecutor executor : group) {
      var eventLoop = (IoEventLoop) executor;
      loops.add(new MediaLoop(eventLoop, PlayoutTicker.on(eventLoop, meters::tickLateness)));
    }
  }

  // Nothing relies on the priority for being right, only for being on time under load.
  @SuppressWarnings("ThreadPriorityCheck")
  private static ThreadFactory threadFactory() {
    return Thread.ofPlatform().name("media-", 1).priority(Thread.MAX_PRIORITY).factory();
  }

  /** Half the cores, the other half being the models': at least 1. */
  public static int defaultThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** Gives a new call the loop with the fewest calls. {@link #release} it when the call ends. */
  public synchronized MediaLoop assign() {
    MediaLoop home = loops.getFirst();
    for (MediaLoop loop : loops) {
      if (loop.calls() < home.calls()) {
        home = loop;
      }
    }
    home.callCount().incrementAndGet();
    return home;
  }

  /** A call that was assigned this loop is over. Once per {@link #assign}. */
  public void release(MediaLoop loop) {
    int left = loop.callCount().decrementAndGet();
    assert left >= 0 : "released more calls than were assigned";
  }

  /** All loops, in the order of their thread numbers. */
  public List<MediaLoop> all() {
    return List.copyOf(loops);
  }

  /** Ends the threads after the tasks they were given; waits for at most 2 s. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
