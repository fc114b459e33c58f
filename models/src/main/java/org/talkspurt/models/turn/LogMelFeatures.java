package org.talkspurt.models.turn;

import java.nio.FloatBuffer;

/**
 * What the turn model reads: the logarithms of 80 mel bands every 10 ms over 8 s that end with the
 * sound, as Whisper's front end computes them (Radford et al., arXiv:2212.04356, §2.2), of sound
 * brought to zero mean and unit variance. Confined to one thread.
 */
final class LogMelFeatures {
  static final int FRAMES = 800;

  private static final int HOP = 160;

  /** 8 s at 16 kHz. */
  private static final int LENGTH = FRAMES * HOP;

  private static final int PAD = Spectrum.SAMPLES / 2;
  private static final double LEAST_VARIANCE = 1e-7;
  private static final double LEAST_POWER = 1e-10;
  private static final float RANGE = 8;
  private static final double FULL_SCALE = 32_768;

  private final Spectrum spectrum = new Spectrum();
  private final MelBands bands = new MelBands();
  private final double[] window = new double[Spectrum.SAMPLES];
  private final double[] sound = new double[LENGTH];
  private final double[] frame = new double[Spectrum.SAMPLES];
  private final double[] power = new double[Spectrum.BINS];

  LogMelFeatures() {
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length);
    }
  }

  /**
   * Computes the features of the last 8 s of {@code samples}; zeros stand before a shorter sound.
   *
   * @param samples 16 kHz
   * @param features receives 80 rows of 800
   */
  void compute(short[] samples, FloatBuffer features) {
    int silent = normalize(samples);
    // All frames before the sound are alike: one is computed, but for the mirrored edge.
    int alike = Math.max(1, (silent - PAD) / HOP);
    float loudest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < FRAMES; i++) {
      if (i > 0 && i < alike) {
        for (int band = 0; band < MelBands.COUNT; band++) {
          features.put(band * FRAMES + i, features.get(band * FRAMES));
        }
      } else {
        loudest = Math.max(loudest, analyse(i, features));
      }
    }
    for (int i = 0; i < MelBands.COUNT * FRAMES; i++) {
      features.put(i, (Math.max(features.get(i), loudest - RANGE) + 4) / 4);
    }
  }

  /** Returns how many samples stand before the sound. */
  private int normalize(short[] samples) {
    int count = Math.min(samples.length, LENGTH);
    int silent = LENGTH - count;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double sample = samples[samples.length - count + i] / FULL_SCALE;
      sound[silent + i] = sample;
      sum += sample;
      squares += sample * sample;
    }
    double mean = sum / LENGTH;
    double scale = 1 / Math.sqrt(squares / LENGTH - mean * mean + LEAST_VARIANCE);
    for (int i = 0; i < LENGTH; i++) {
      sound[i] = ((i < silent ? 0 : sound[i]) - mean) * scale;
    }
    return silent;
  }

  private float analyse(int index, FloatBuffer features) {
    for (int i = 0; i < frame.length; i++) {
      frame[i] = window[i] * sound[mirrored(index * HOP - PAD + i)];
    }
    spectrum.power(frame, power);
    float loudest = Float.NEGATIVE_INFINITY;
    for (int band = 0; band < MelBands.COUNT; band++) {
      float level = (float) Math.log10(Math.max(bands.power(band, power), LEAST_POWER));
      features.put(band * FRAMES + index, level);
      loudest = Math.max(loudest, level);
    }
    return loudest;
  }

  private static int mirrored(int at) {
    int inside = Math.abs(at);
    return inside < LENGTH ? inside : 2 * (LENGTH - 1) - inside;
  }
}
