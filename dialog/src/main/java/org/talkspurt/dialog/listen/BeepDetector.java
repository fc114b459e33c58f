package org.talkspurt.dialog.listen;

import org.talkspurt.rtp.audio.AudioLevel;

/**
 * Finds the beep after which an answering machine records: one or two tones between 350 and 2,100
 * Hz that keep their pitch for 0.2 to 3 s. Speech has more than two harmonics of weight, or moves.
 *
 * <p>The last 40 ms, weighted by Hann's window, are taken apart by Goertzel filters 25 Hz from each
 * other; nothing is computed for what is too quiet to be a beep. For one call, in order.
 */
public final class BeepDetector {
  private static final int WINDOW_MS = 40;
  private static final int SPACING_HZ = 1_000 / WINDOW_MS;
  private static final int LOWEST_HZ = 350;
  private static final int HIGHEST_HZ = 2_100;

  /** Filters on either side that a tone reaches. */
  private static final int REACH = 2;

  private static final double LEAST_DBM0 = -40;

  /** Share of the window's energy that a tone, or two, must have. */
  private static final double PURE = 0.85;

  /** Share of the weaker of two. */
  private static final double SECOND = 0.1;

  private static final double STEADY_HZ = 12;

  /** A window that is half tone is none: a beep of 200 ms has at least so many. */
  private static final int LEAST_MS = 140;

  private static final int MOST_MS = 3_000;

  private final int sampleRateHz;
  private final short[] window;
  private final double[] hann;
  private final double[] power;

  private double pitchHz;
  private int lastedMs;
  private boolean missed;

  /**
   * @param sampleRateHz of the frames, at least 8000
   */
  public BeepDetector(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
    window = new short[sampleRateHz * WINDOW_MS / 1_000];
    hann = new double[window.length];
    for (int i = 0; i < hann.length; i++) {
      hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / hann.length);
    }
    power = new double[(HIGHEST_HZ - LOWEST_HZ) / SPACING_HZ + 1 + 2 * REACH];
  }

  /**
   * Listens to the next samples, at most 40 ms.
   *
   * @return whether a beep has ended with them
   */
  public boolean listen(short[] pcm) {
    int kept = window.length - pcm.length;
    System.arraycopy(window, pcm.length, window, 0, kept);
    System.arraycopy(pcm, 0, window, kept, pcm.length);
    double hz = tone();
    int frameMs = pcm.length * 1_000 / sampleRateHz;
    if (hz > 0 && lastedMs > 0 && Math.abs(hz - pitchHz) <= STEADY_HZ) {
      lastedMs += missed ? 2 * frameMs : frameMs;
      missed = false;
      return false;
    }
    if (lastedMs > 0 && !missed) {
      missed = true; // a lost packet, a click
      return false;
    }
    boolean ended = lastedMs >= LEAST_MS && lastedMs <= MOST_MS;
    pitchHz = hz;
    lastedMs = hz > 0 ? frameMs : 0;
    missed = false;
    return ended;
  }

  /** Whether a tone lasts that may be a beep. */
  public boolean sounds() {
    return lastedMs >= LEAST_MS / 2 && lastedMs <= MOST_MS;
  }

  /** Pitch of the window's tone, of the stronger one of two; 0 if it is something else. */
  private double tone() {
    if (AudioLevel.dbm0(window, 0, window.length) < LEAST_DBM0) {
      return 0;
    }
    double energy = measure();
    int first = strongest(-1);
    double share = share(first, energy);
    if (share >= PURE) {
      return pitchHz(first);
    }
    int second = strongest(first);
    double other = share(second, energy);
    return other >= SECOND && share + other >= PURE ? pitchHz(first) : 0;
  }

  /** Runs the filters; returns what all of the window's energy would be in one of them. */
  private double measure() {
    double[] weighted = new double[window.length];
    double energy = 0;
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] = window[i] * hann[i];
      energy += weighted[i] * weighted[i];
    }
    for (int k = 0; k < power.length; k++) {
      double coefficient = 2 * Math.cos(2 * Math.PI * hz(k) / sampleRateHz);
      double last = 0;
      double beforeLast = 0;
      for (double sample : weighted) {
        double next = sample + coefficient * last - beforeLast;
        beforeLast = last;
        last = next;
      }
      power[k] = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    }
    // Parseval: half of it lies at negative frequencies.
    return energy * window.length / 2;
  }

  private static double hz(double filter) {
    return LOWEST_HZ + (filter - REACH) * SPACING_HZ;
  }

  /** The filter that found most, out of reach of {@code taken}; never one of the outermost. */
  private int strongest(int taken) {
    int best = -1;
    for (int k = REACH; k < power.length - REACH; k++) {
      boolean free = taken < 0 || Math.abs(k - taken) > 2 * REACH;
      if (free && (best < 0 || power[k] > power[best])) {
        best = k;
      }
    }
    return best;
  }

  private double share(int filter, double energy) {
    double sum = 0;
    for (int k = filter - REACH; k <= filter + REACH; k++) {
      sum += power[k];
    }
    return sum / energy;
  }

  private double pitchHz(int filter) {
    double left = power[filter - 1];
    double right = power[filter + 1];
    return hz(filter + (right - left) / (left + power[filter] + right));
  }
}
