package org.talkspurt.models.onnx;

import java.time.Duration;
import java.util.Optional;

/** A lane that goes on without a thread that does not come back from its task. */
public interface WatchedLane {

  /** {@link LaneWatch#TICK} has passed. On the watch's thread. */
  void tick();

  /** What is so wrong that no new calls should come, for people. Any thread. */
  Optional<String> trouble();

  /** For how long what callers wait for has waited; zero if nothing does. Any thread. */
  Duration backlog();
}
