package org.talkspurt.gateway.cli;

import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.rtp.audio.AudioLevel;
import org.talkspurt.rtp.audio.Resampler;

/** Judges sound frame by frame, as far as the detector has whole windows of it. */
final class VoiceFrames {

  static final int FRAME_MS = 20;

  private static final int DETECTOR_HZ = 16_000;

  /** What a conversation takes for speech, too. */
  private static final float SPEECH = 0.5f;

  private final VoiceActivityDetector detector;
  private final VoiceActivityDetector.State[] state;
  private final Resampler resampler;
  private final short[] wide;
  private final short[] window;
  private int filled;
  private long frames;
  private float probability;

  /**
   * A frame and what was known when it had passed.
   *
   * @param probability of speech, of the last whole window
   * @param dbm0 the frame's level
   */
  record Frame(long endMs, boolean speech, float probability, double dbm0) {}

  VoiceFrames(VoiceActivityDetector detector, int rateHz) {
    this.detector = detector;
    state = new VoiceActivityDetector.State[] {detector.newState()};
    resampler = Resampler.create(rateHz, DETECTOR_HZ);
    wide = new short[resampler.maxOutput(rateHz / 1_000 * FRAME_MS + FRAME_MS)];
    window = new short[detector.windowSamples()];
  }

  /**
   * @param frame 20 ms
   */
  Frame next(short[] frame) {
    int count = resampler.process(frame, frame.length, wide);
    for (int taken = 0; taken < count; ) {
      int length = Math.min(count - taken, window.length - filled);
      System.arraycopy(wide, taken, window, filled, length);
      taken += length;
      filled += length;
      if (filled == window.length) {
        judge();
      }
    }
    frames++;
    return new Frame(
        frames * FRAME_MS,
        probability >= SPEECH,
        probability,
        AudioLevel.dbm0(frame, 0, frame.length));
  }

  private void judge() {
    float[] judged = new float[1];
    detector.detect(state, new short[][] {window}, 1, judged);
    probability = judged[0];
    filled = 0;
  }
}
