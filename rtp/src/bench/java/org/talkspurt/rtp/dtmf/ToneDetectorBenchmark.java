package org.talkspurt.rtp.dtmf;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.talkspurt.rtp.CallBenchmark;
import org.talkspurt.rtp.codec.TestSound;

/** 20 ms of a caller's sound, listened to for keys. */
public class ToneDetectorBenchmark extends CallBenchmark {

  private static final int FRAMES = 200;
  private static final int KEY_MS = 100;

  @Param({"8000", "16000"})
  int sampleRateHz;

  @Param({"voice", "keys"})
  String heard;

  private ToneDetector detector;
  private final short[][] frames = new short[FRAMES][];
  private int next;

  @Setup
  public void prepare() {
    detector = new ToneDetector(sampleRateHz);
    int samples = sampleRateHz / 50;
    short[] sound = heard.equals("keys") ? keys() : TestSound.voice(sampleRateHz, 20 * FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      frames[i] = Arrays.copyOfRange(sound, i * samples, (i + 1) * samples);
    }
  }

  /** Keys of 100 ms with pauses as long. */
  private short[] keys() {
    short[] sound = new short[sampleRateHz / 50 * FRAMES];
    DualTone tone = new DualTone(sampleRateHz, KEY_MS);
    int periodSamples = sampleRateHz * 2 * KEY_MS / 1000;
    for (int i = 0; i < sound.length; i++) {
      if (i % periodSamples == 0) {
        tone.begin('5');
      }
      sound[i] = tone.next();
    }
    return sound;
  }

  @Benchmark
  public char listen() {
    return detector.listen(frames[next++ % FRAMES]);
  }
}
