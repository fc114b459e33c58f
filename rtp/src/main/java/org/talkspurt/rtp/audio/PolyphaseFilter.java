package org.talkspurt.rtp.audio;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The low-pass filter of a rate change by {@code up / down} (in lowest terms), split into its
 * {@code up} phases: a windowed sinc of linear phase, designed at {@code up} times the input rate.
 * Immutable, one per ratio.
 *
 * <p>All figures scale with the lower of the two rates, so that one design serves every ratio. At 8
 * kHz: cut-off (-6 dB) 4010 Hz, flat to 3400 Hz, -0.06 dB at 3600 Hz, more than 108 dB down from
 * 4600 Hz, where the images of tones below 3400 Hz begin; delay 3.0 ms. A longer filter gains
 * nothing that 16 bits can show and costs response latency.
 */
final class PolyphaseFilter {

  /** Half the filter's length in periods of the lower rate: its delay. */
  private static final int DELAY_PERIODS = 24;

  private static final double CUT_OFF_PER_LOWER_RATE = 4010.0 / 8000;

  /** Of the Kaiser window; trades the slope for the depth of the stop band. */
  private static final double KAISER_BETA = 11;

  /** Beyond this the table would be megabytes: no rates of telephony or speech models need it. */
  private static final int MAX_FACTOR = 1000;

  private static final Map<Long, PolyphaseFilter> CACHE = new ConcurrentHashMap<>();

  final int up;
  final int down;

  /** Coefficients per phase. */
  final int taps;

  /** Delay in samples at {@code up} times the input rate. */
  final int delay;

  /** {@code [phase][tap]}, the oldest input's coefficient first; each phase sums up to 1. */
  final float[][] phases;

  /**
   * The filter of a rate change.
   *
   * @throws IllegalArgumentException for rates below 1 Hz or without a common divisor that keeps
   *     both factors within 1000
   */
  static PolyphaseFilter of(int fromHz, int toHz) {
    if (fromHz < 1 || toHz < 1) {
      throw new IllegalArgumentException("rates: " + fromHz + ", " + toHz + " (expected: > 0 Hz)");
    }
    int divisor = BigInteger.valueOf(fromHz).gcd(BigInteger.valueOf(toHz)).intValue();
    int up = toHz / divisor;
    int down = fromHz / divisor;
    if (Math.max(up, down) > MAX_FACTOR) {
      throw new IllegalArgumentException(
          fromHz + " to " + toHz + " Hz is " + up + "/" + down + " (expected: up to 1000/1000)");
    }
    return CACHE.computeIfAbsent((long) up << 32 | down, ratio -> new PolyphaseFilter(up, down));
  }

  private PolyphaseFilter(int up, int down) {
    this.up = up;
    this.down = down;
    int factor = Math.max(up, down);
    this.delay = factor == 1 ? 0 : DELAY_PERIODS * factor;
    this.taps = (2 * delay + 1 + up - 1) / up;
    this.phases = new float[up][];
    for (int phase = 0; phase < up; phase++) {
      phases[phase] = phase(phase, factor);
    }
  }

  private float[] phase(int phase, int factor) {
    double[] row = new double[taps];
    double sum = 0;
    for (int tap = 0; tap < taps; tap++) {
      int position = phase + tap * up - delay;
      row[taps - 1 - tap] =
          Math.abs(position) > delay ? 0 : sinc(position, factor) * kaiser(position);
      sum += row[taps - 1 - tap];
    }
    // Equal sums: a constant input gives a constant output, with no ripple at the input rate.
    float[] coefficients = new float[taps];
    for (int i = 0; i < taps; i++) {
      coefficients[i] = (float) (row[i] / sum);
    }
    return coefficients;
  }

  private static double sinc(int position, int factor) {
    double x = 2 * Math.PI * CUT_OFF_PER_LOWER_RATE * position / factor;
    return position == 0 ? 1 : Math.sin(x) / x;
  }

  private double kaiser(int position) {
    double x = delay == 0 ? 0 : (double) position / delay;
    return bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
  }

  /** Modified Bessel function of the first kind, order 0, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
