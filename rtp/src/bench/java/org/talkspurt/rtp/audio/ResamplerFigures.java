package org.talkspurt.rtp.audio;

import static org.talkspurt.rtp.audio.Spectrum.amplitude;
import static org.talkspurt.rtp.audio.Spectrum.decibels;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Prints our line of the table that {@code src/bench/resamplers/compare.sh} makes. */
public final class ResamplerFigures {

  private static final int FROM_HZ = 8000;
  private static final int TO_HZ = 16_000;
  private static final int CHUNK = FROM_HZ / 50;
  private static final int PASSES = 20;
  private static final int SECONDS = 20;

  private ResamplerFigures() {}

  public static void main(String[] arguments) {
    double worstImage = -300;
    double deviation = 0;
    for (int hz = 300; hz <= 3400; hz += 50) {
      short[] out = through(tone(hz));
      double level = amplitude(out, TO_HZ / 2, TO_HZ / 2, hz, TO_HZ);
      double image = amplitude(out, TO_HZ / 2, TO_HZ / 2, FROM_HZ - hz, TO_HZ);
      double gain = decibels(level / 10_000);
      worstImage = Math.max(worstImage, decibels(image / level));
      deviation = Math.abs(gain) > Math.abs(deviation) ? gain : deviation;
    }
    System.out.printf(
        "| Talkspurt s16 | %.1f | %+.3f | %+.2f | %+.2f | %.0f | %.1f |%n",
        nsPerSample(), deviation, gainDb(3400), gainDb(3600), worstImage, delayMs());
  }

  private static double gainDb(int hz) {
    return decibels(amplitude(through(tone(hz)), TO_HZ / 2, TO_HZ / 2, hz, TO_HZ) / 10_000);
  }

  private static double delayMs() {
    short[] out =
        through(
            i -> {
              double ms = 1000.0 * (i - FROM_HZ) / FROM_HZ;
              return 12_000 * Math.exp(-ms * ms / 12.5) * Math.cos(2 * Math.PI * ms);
            });
    double energy = 0;
    double moment = 0;
    for (int i = 0; i < out.length; i++) {
      energy += (double) out[i] * out[i];
      moment += (double) out[i] * out[i] * i;
    }
    double heldMs = 2000 - 1000.0 * out.length / TO_HZ;
    return 1000 * (moment / energy / TO_HZ - 1) + heldMs;
  }

  /** Processor time of the best pass; the first ones compile. */
  private static double nsPerSample() {
    var threads = ManagementFactory.getThreadMXBean();
    short[] noise = new short[FROM_HZ * SECONDS];
    Random random = new Random(1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (random.nextInt(20_001) - 10_000);
    }
    short[] chunk = new short[CHUNK];
    double best = Double.MAX_VALUE;
    for (int pass = 0; pass < PASSES; pass++) {
      Resampler resampler = Resampler.create(FROM_HZ, TO_HZ);
      short[] out = new short[resampler.maxOutput(CHUNK)];
      long written = 0;
      long start = threads.getCurrentThreadCpuTime();
      for (int at = 0; at < noise.length; at += CHUNK) {
        System.arraycopy(noise, at, chunk, 0, CHUNK);
        written += resampler.process(chunk, CHUNK, out);
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / (double) written);
    }
    return best;
  }

  private static IntToDoubleFunction tone(int hz) {
    return i -> 10_000 * Math.sin(2 * Math.PI * hz * i / FROM_HZ);
  }

  /** Two seconds in chunks of 20 ms. */
  private static short[] through(IntToDoubleFunction signal) {
    Resampler resampler = Resampler.create(FROM_HZ, TO_HZ);
    short[] all = new short[2 * TO_HZ];
    short[] chunk = new short[CHUNK];
    short[] out = new short[resampler.maxOutput(CHUNK)];
    int length = 0;
    for (int at = 0; at < 2 * FROM_HZ; at += CHUNK) {
      for (int i = 0; i < CHUNK; i++) {
        chunk[i] = (short) Math.rint(signal.applyAsDouble(at + i));
      }
      int written = resampler.process(chunk, CHUNK, out);
      System.arraycopy(out, 0, all, length, written);
      length += written;
    }
    return Arrays.copyOf(all, length);
  }
}
