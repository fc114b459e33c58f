package org.talkspurt.rtp.echo;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.talkspurt.rtp.CallBenchmark;
import org.talkspurt.rtp.codec.TestSound;

/** A call's 20 ms: a frame received and guarded, another sent. */
public class EchoGuardBenchmark extends CallBenchmark {

  private static final int FRAMES = 200;

  /** What comes back was sent so long before: 100 ms. */
  private static final int DELAY_FRAMES = 5;

  private static final int RETURN_DIVISOR = 8; // -18 dB

  @Param({"8000", "16000"})
  int sampleRateHz;

  /** Whether the bot speaks, and returns on the line; else it is silent and the caller speaks. */
  @Param({"echo", "caller"})
  String heard;

  private EchoGuard guard;
  private final short[][] sent = new short[FRAMES][];
  private final short[][] received = new short[FRAMES][];
  private short[] frame;
  private int next;

  @Setup
  public void prepare() {
    guard = new EchoGuard(sampleRateHz);
    int samples = sampleRateHz / 50;
    frame = new short[samples];
    short[] voice = TestSound.voice(sampleRateHz, 20 * FRAMES);
    boolean echo = heard.equals("echo");
    for (int i = 0; i < FRAMES; i++) {
      short[] spoken = Arrays.copyOfRange(voice, i * samples, (i + 1) * samples);
      sent[i] = echo ? spoken : new short[samples];
      int at = (i + DELAY_FRAMES) % FRAMES;
      received[at] = spoken.clone();
      for (int k = 0; echo && k < samples; k++) {
        received[at][k] /= RETURN_DIVISOR;
      }
    }
  }

  @Benchmark
  public short[] receiveAndSend() {
    int at = next++ % FRAMES;
    // the guard fades what it is given
    System.arraycopy(received[at], 0, frame, 0, frame.length);
    guard.onReceived(frame);
    guard.onSent(sent[at], sent[at].length);
    return frame;
  }
}
