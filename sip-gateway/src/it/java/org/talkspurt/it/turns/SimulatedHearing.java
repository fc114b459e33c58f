package org.talkspurt.it.turns;

import java.util.Arrays;
import org.talkspurt.dialog.spi.Hearing;
import org.talkspurt.dialog.spi.VoiceActivityDetector;
import org.talkspurt.rtp.audio.AudioFrame;
import org.talkspurt.rtp.audio.Resampler;

/** Ears with a real voice activity detector, whose word comes when it would. */
public final class SimulatedHearing implements Hearing {
  private static final int RATE_HZ = 16_000;

  private final SimulatedTime time;
  private final Listener listener;
  private final VoiceActivityDetector detector;
  private final VoiceActivityDetector.State[] states;
  private final long costNs;
  private final Resampler resampler = Resampler.create(8_000, RATE_HZ);
  private final short[] resampled = new short[resampler.maxOutput(160)];
  private final short[] heard;
  private final short[][] window;
  private final float[] probability = new float[1];
  private int count;
  private int judged;

  /**
   * @param seconds heard at most
   * @param costNs how long the detector's word takes
   */
  public SimulatedHearing(
      SimulatedTime time,
      Listener listener,
      VoiceActivityDetector detector,
      int seconds,
      long costNs) {
    this.time = time;
    this.listener = listener;
    this.detector = detector;
    this.costNs = costNs;
    heard = new short[seconds * RATE_HZ];
    states = new VoiceActivityDetector.State[] {detector.newState()};
    window = new short[1][detector.windowSamples()];
  }

  @Override
  public void offer(AudioFrame frame) {
    int length = resampler.process(frame.samples(), frame.samples().length, resampled);
    System.arraycopy(resampled, 0, heard, count, length);
    count += length;
    while (judged + window[0].length <= count) {
      System.arraycopy(heard, judged, window[0], 0, window[0].length);
      judged += window[0].length;
      detector.detect(states, window, 1, probability);
      long end = judged;
      float word = probability[0];
      time.in(costNs, () -> listener.onVoiceActivity(end, window[0].length, word));
    }
  }

  @Override
  public long position() {
    return count;
  }

  @Override
  public int delaySamples() {
    return (int) Math.round(resampler.delaySamples());
  }

  @Override
  public short[] samples(long from, long to) {
    return Arrays.copyOfRange(heard, (int) Math.max(0, from), (int) Math.min(to, count));
  }

  @Override
  public void close() {}
}
