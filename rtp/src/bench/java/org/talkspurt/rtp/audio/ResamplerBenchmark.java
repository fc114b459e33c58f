package org.talkspurt.rtp.audio;

import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.talkspurt.rtp.CallBenchmark;

/** Chunks of 20 ms; {@link #perOutputSample8To16} counts an output sample as an operation. */
@Warmup(iterations = 5, time = 1)
@Fork(2)
public class ResamplerBenchmark extends CallBenchmark {

  /** One ratio, its stream and its buffers. */
  @State(Scope.Thread)
  public static class Stream {

    @Param({
      "8000-16000",
      "16000-8000",
      "8000-24000",
      "24000-8000",
      "8000-48000",
      "48000-8000",
      "22050-8000",
      "22050-16000",
      "24000-16000",
      "48000-16000"
    })
    String rates;

    Resampler resampler;
    short[] in;
    short[] out;

    @Setup
    public void prepare() {
      int fromHz = Integer.parseInt(rates.substring(0, rates.indexOf('-')));
      int toHz = Integer.parseInt(rates.substring(rates.indexOf('-') + 1));
      open(fromHz, toHz);
    }

    void open(int fromHz, int toHz) {
      resampler = Resampler.create(fromHz, toHz);
      in = new short[fromHz / 50];
      out = new short[resampler.maxOutput(in.length)];
      Random random = new Random(1);
      for (int i = 0; i < in.length; i++) {
        in[i] = (short) (random.nextGaussian() * 3000);
      }
    }
  }

  /** The ratio of every narrowband call. */
  @State(Scope.Thread)
  public static class Narrowband {
    final Stream stream = new Stream();

    @Setup
    public void prepare() {
      stream.open(8000, 16_000);
    }
  }

  @Benchmark
  public int chunk(Stream stream) {
    return stream.resampler.process(stream.in, stream.in.length, stream.out);
  }

  @Benchmark
  @OperationsPerInvocation(320)
  public int perOutputSample8To16(Narrowband narrowband) {
    Stream stream = narrowband.stream;
    return stream.resampler.process(stream.in, stream.in.length, stream.out);
  }
}
