package org.talkspurt.rtp.jitter;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.talkspurt.rtp.CallBenchmark;
import org.talkspurt.rtp.codec.Pcmu;

/** One packet in and one frame out, decoding included: a call's 20 ms. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JitterBufferBenchmark extends CallBenchmark {

  private static final long TICK_NS = 20_000_000;
  private static final int PATTERN = 1000;

  @Param({"clean", "jitter", "loss"})
  String network;

  private JitterBuffer buffer;
  private final byte[] payload = new byte[160];
  private final long[] latenessNs = new long[PATTERN];
  private final boolean[] lost = new boolean[PATTERN];
  private final short[] out = new short[160];
  private long ticks;

  @Setup
  public void prepare() {
    buffer = new JitterBuffer(new Pcmu(), JitterBufferSettings.DEFAULT);
    Random random = new Random(1);
    random.nextBytes(payload);
    for (int i = 0; i < PATTERN; i++) {
      latenessNs[i] = network.equals("jitter") ? random.nextInt(19_000_000) : 0;
      lost[i] = network.equals("loss") && random.nextInt(20) == 0;
    }
  }

  @Benchmark
  public Playout insertAndNext() {
    long nowNs = ++ticks * TICK_NS;
    int at = (int) (ticks % PATTERN);
    if (!lost[at]) {
      buffer.insert(
          (int) ticks & 0xFFFF,
          ticks * 160 & 0xFFFF_FFFFL,
          payload,
          0,
          payload.length,
          nowNs + latenessNs[at]);
    }
    return buffer.next(nowNs + TICK_NS - 1, out);
  }
}
