package org.talkspurt.rtp.codec;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.talkspurt.rtp.CallBenchmark;

/** A packet of 20 ms of something like speech. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark extends CallBenchmark {

  private static final int PACKETS = 100;

  @Param({"PCMU", "PCMA", "G722", "L16", "opus", "opus-java"})
  String codec;

  private AudioCodec coder;
  private final short[][] said = new short[PACKETS][];
  private final byte[][] packets = new byte[PACKETS][];
  private final byte[] payload = new byte[1500];
  private final short[] pcm = new short[3000];
  private int next;

  @Setup
  public void prepare() {
    coder =
        switch (codec) {
          case "PCMU" -> new Pcmu();
          case "PCMA" -> new Pcma();
          case "G722" -> new G722();
          case "L16" -> new L16(16_000);
          case "opus" -> new Opus(OpusSettings.DEFAULT);
          default -> new Opus(ConcentusOpus.MAKER.make(OpusSettings.DEFAULT));
        };
    int samples = coder.sampleRateHz() / 50;
    short[] voice = TestSound.voice(coder.sampleRateHz(), 20 * PACKETS);
    for (int i = 0; i < PACKETS; i++) {
      said[i] = Arrays.copyOfRange(voice, i * samples, (i + 1) * samples);
      packets[i] = Arrays.copyOf(payload, coder.encode(said[i], samples, payload));
    }
  }

  @TearDown
  public void close() {
    coder.close();
  }

  @Benchmark
  public int encode() {
    short[] frame = said[next++ % PACKETS];
    return coder.encode(frame, frame.length, payload);
  }

  @Benchmark
  public int decode() {
    byte[] packet = packets[next++ % PACKETS];
    return coder.decode(packet, 0, packet.length, pcm);
  }
}
