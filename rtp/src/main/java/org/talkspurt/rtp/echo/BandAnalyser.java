package org.talkspurt.rtp.echo;

import java.util.Arrays;
import org.talkspurt.rtp.audio.AudioLevel;

/**
 * Levels of a stream in bands of 156 Hz from 187 Hz up, every 10 ms, seen through a window of 20
 * ms. Levels are dBm0, not below {@link #FLOOR_DBM0}.
 */
final class BandAnalyser {

  /** About what the steps of µ-law make of a quiet line. */
  static final float FLOOR_DBM0 = -75;

  private static final int BLOCKS_PER_SECOND = 100;
  private static final int FIRST_BIN = 6;
  private static final int BAND_BINS = 5;
  private static final double RMS_OF_0_DBM0 = AudioLevel.rmsOfDbm0(0);

  private final int blockSamples;
  private final float[] window;
  private final float[] before;
  private final Fft fft;
  private final float[] real;
  private final float[] imaginary;
  private final double powerOf0Dbm0;
  private boolean silentBefore = true;

  /**
   * @param sampleRateHz 8000 or 16000
   */
  BandAnalyser(int sampleRateHz) {
    blockSamples = sampleRateHz / BLOCKS_PER_SECOND;
    window = new float[2 * blockSamples];
    double energy = 0;
    for (int i = 0; i < window.length; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window.length));
      energy += window[i] * window[i];
    }
    before = new float[blockSamples];
    fft = new Fft(Integer.highestOneBit(2 * blockSamples) * 2);
    real = new float[fft.size()];
    imaginary = new float[fft.size()];
    // Parseval: a sine of power p has p · size · energy / 2 in its bins of positive frequency.
    powerOf0Dbm0 = RMS_OF_0_DBM0 * RMS_OF_0_DBM0 * fft.size() * energy / 2;
  }

  /** Samples of 10 ms. */
  int blockSamples() {
    return blockSamples;
  }

  /** Bands up to the highest that the sample rate holds. */
  int bands() {
    return (fft.size() / 2 - FIRST_BIN) / BAND_BINS;
  }

  /**
   * Takes the next 10 ms.
   *
   * @param levels receives the level of each band
   */
  void next(short[] samples, int offset, float[] levels) {
    boolean silent = true;
    for (int i = 0; i < blockSamples; i++) {
      silent &= samples[offset + i] == 0;
    }
    if (silent && silentBefore) {
      Arrays.fill(levels, FLOOR_DBM0);
      return;
    }
    for (int i = 0; i < blockSamples; i++) {
      real[i] = window[i] * before[i];
      before[i] = samples[offset + i];
      real[blockSamples + i] = window[blockSamples + i] * before[i];
    }
    silentBefore = silent;
    Arrays.fill(real, 2 * blockSamples, real.length, 0);
    Arrays.fill(imaginary, 0);
    fft.transform(real, imaginary);
    for (int band = 0; band < levels.length; band++) {
      levels[band] = level(FIRST_BIN + band * BAND_BINS);
    }
  }

  private float level(int from) {
    double power = 0;
    for (int k = from; k < from + BAND_BINS; k++) {
      power += real[k] * real[k] + imaginary[k] * imaginary[k];
    }
    return (float) Math.max(FLOOR_DBM0, 10 * Math.log10(power / powerOf0Dbm0 + 1e-12));
  }
}
