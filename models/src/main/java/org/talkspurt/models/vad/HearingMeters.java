package org.talkspurt.models.vad;

import org.talkspurt.models.onnx.LaneMeters;

/** What the voice activity lane tells about itself, besides its times. Thread-safe. */
public interface HearingMeters extends LaneMeters {

  /** For lanes that nobody watches. */
  HearingMeters NONE =
      new HearingMeters() {
        @Override
        public void ran(String lane, long queueNs, long runNs) {}

        @Override
        public void dropped(String lane) {}

        @Override
        public void stuck(String lane) {}

        @Override
        public void skipped(int samples) {}

        @Override
        public void fellBack(int windows) {}
      };

  /**
   * A window was judged. One call per window: all windows of a batch have the batch's run time.
   *
   * @param queueNs from the window's last sample to the batch's start
   */
  @Override
  void ran(String lane, long queueNs, long runNs);

  /** A call's ring was full: so many 16 kHz samples will never be heard. */
  void skipped(int samples);

  /** So many windows were judged by energy because the detector failed or is behind. */
  void fellBack(int windows);
}
