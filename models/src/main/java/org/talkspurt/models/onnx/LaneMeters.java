package org.talkspurt.models.onnx;

/** What a lane tells about itself. Called on the lane's threads and its callers': thread-safe. */
public interface LaneMeters {

  /** For lanes that nobody watches. */
  LaneMeters NONE =
      new LaneMeters() {
        @Override
        public void ran(String lane, long queueNs, long runNs) {}

        @Override
        public void dropped(String lane) {}

        @Override
        public void stuck(String lane) {}
      };

  /**
   * @param lane the lane's name
   * @param queueNs from the task's submission to its start
   * @param runNs from its start to its end, whether it succeeded or not
   */
  void ran(String lane, long queueNs, long runNs);

  /** A task was not taken because the lane is behind. */
  void dropped(String lane);

  /** A task does not end; the lane goes on without its thread. */
  void stuck(String lane);
}
