package org.talkspurt.rtp.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** Sound to code, the files that hold some, and measures of what became of it. */
public final class TestSound {

  private TestSound() {}

  /**
   * Something like a voice: pulses of a gliding pitch through three gliding resonances, with
   * hissing between the syllables. The same for the same arguments on every machine.
   */
  public static short[] voice(int sampleRateHz, int milliseconds) {
    short[] pcm = new short[sampleRateHz / 1000 * milliseconds];
    Random random = new Random(7);
    double[][] past = new double[3][2];
    double phase = 0;
    for (int i = 0; i < pcm.length; i++) {
      double t = (double) i / sampleRateHz;
      double syllable = t * 4 % 1;
      boolean voiced = syllable < 0.7;
      double pitchHz = 120 + 40 * StrictMath.sin(2 * Math.PI * 0.7 * t);
      phase += pitchHz / sampleRateHz;
      boolean pulse = phase >= 1;
      phase %= 1;
      double x = voiced ? (pulse ? 9000 : 0) : 300 * random.nextGaussian();
      x *= StrictMath.sin(Math.PI * (voiced ? syllable / 0.7 : (syllable - 0.7) / 0.3));
      double glide = StrictMath.sin(2 * Math.PI * 1.3 * t);
      double[] formantsHz =
          voiced
              ? new double[] {500 + 200 * glide, 1500 - 500 * glide, 2600 + 100 * glide}
              : new double[] {4500, 5200, 6000};
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        double radius = StrictMath.exp(-Math.PI * (voiced ? 80 : 400) / sampleRateHz);
        double angle = 2 * Math.PI * Math.min(formantsHz[k], 0.45 * sampleRateHz) / sampleRateHz;
        double y =
            (1 - radius) * x
                + 2 * radius * StrictMath.cos(angle) * past[k][0]
                - radius * radius * past[k][1];
        past[k][1] = past[k][0];
        past[k][0] = y;
        sum += y * 8;
      }
      pcm[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return pcm;
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = TestSound.class.getResourceAsStream("/codec/" + name)) {
      return in.readAllBytes();
    }
  }

  /** Little-endian 16-bit samples. */
  static short[] samples(byte[] bytes) {
    short[] samples = new short[bytes.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
    }
    return samples;
  }

  static byte[] bytes(short[] samples) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (short sample : samples) {
      bytes.write(sample);
      bytes.write(sample >> 8);
    }
    return bytes.toByteArray();
  }

  /** Highest normalised correlation when {@code heard} is up to {@code maxLag} samples late. */
  public static double correlation(short[] said, short[] heard, int maxLag) {
    double best = -1;
    for (int lag = 0; lag <= maxLag; lag++) {
      double xy = 0;
      double xx = 1;
      double yy = 1;
      for (int i = 0; i + lag < heard.length && i < said.length; i++) {
        double x = said[i];
        double y = heard[i + lag];
        xy += x * y;
        xx += x * x;
        yy += y * y;
      }
      best = Math.max(best, xy / Math.sqrt(xx * yy));
    }
    return best;
  }

  /** Level of a signal over that of its difference from another, in dB. */
  static double signalToNoiseDb(short[] signal, short[] other) {
    double energy = 1;
    double noise = 1;
    for (int i = 0; i < signal.length; i++) {
      energy += (double) signal[i] * signal[i];
      noise += (double) (signal[i] - other[i]) * (signal[i] - other[i]);
    }
    return 10 * Math.log10(energy / noise);
  }
}
