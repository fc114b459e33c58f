package org.talkspurt.models.onnx;

/** Starts the threads of lanes. */
public final class LaneThreads {

  /** Inference: it takes whole cores for tens of milliseconds. */
  static final int INFERENCE = Thread.MIN_PRIORITY;

  /** Voice activity: tiny and never to be held up by inference, yet below the media threads. */
  public static final int VOICE_ACTIVITY = Thread.NORM_PRIORITY - 2;

  private LaneThreads() {}

  /**
   * Starts a daemon thread.
   *
   * @param priority a Java priority; takes effect on Linux with {@code -XX:ThreadPriorityPolicy=1}
   *     only
   */
  // Nothing relies on the priority to be right; media threads are late less often with it.
  @SuppressWarnings("ThreadPriorityCheck")
  public static Thread start(String name, int priority, Runnable work) {
    return Thread.ofPlatform().name(name).priority(priority).daemon().start(work);
  }
}
