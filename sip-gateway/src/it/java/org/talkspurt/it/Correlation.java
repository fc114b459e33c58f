package org.talkspurt.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.talkspurt.rtp.audio.Resampler;

/** How alike what was said and what came back are: 1 is the same. */
final class Correlation {
  private static final int LONGEST_LAG = 4_800;

  private static final int RATE_HZ = 8_000;
  private static final int FINE = 6;
  private static final int SEGMENT = RATE_HZ / 2;

  /** Who records may begin that much later than to speak: then an echo seems to come before. */
  private static final int LATEST_RECORDING = RATE_HZ / 2;

  /** What a finer look needs on both sides. */
  private static final int MARGIN = 16;

  private Correlation() {}

  /** Greatest normalised cross-correlation of what was sent with what came back, 0-600 ms later. */
  static double ofEcho(short[] sent, short[] returned) {
    short[] said = G711.decode(G711.encode(sent));
    double energy = energy(said, 0, said.length);
    double best = -1;
    for (int lag = -LONGEST_LAG; lag < LONGEST_LAG; lag++) {
      int from = Math.max(0, -lag);
      int to = Math.min(said.length, returned.length - lag);
      double xx = energy(said, from, to);
      // Parts that did not overlap would make a short, lucky overlap look good.
      if (xx > 0.9 * energy) {
        double xy = 0;
        for (int i = from; i < to; i++) {
          xy += (double) said[i] * returned[i + lag];
        }
        double yy = energy(returned, from + lag, to + lag);
        best = Math.max(best, xy / Math.sqrt(xx * yy + 1));
      }
    }
    return best;
  }

  /**
   * How well the echo resembles the clip, half a second at a time: the median, since the jitter
   * buffer may change the delay in between.
   */
  static double bySegments(short[] said, short[] heard) {
    return median(segments(said, heard));
  }

  static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /** How well each half second of speech resembles the place in the echo that it resembles most. */
  static List<Double> segments(short[] said, short[] heard) {
    List<Double> correlations = new ArrayList<>();
    double mean = energy(said, 0, said.length) / said.length;
    for (int at = 0; at + SEGMENT <= said.length; at += SEGMENT) {
      if (energy(said, at, at + SEGMENT) / SEGMENT > mean / 10) {
        correlations.add(segmentCorrelation(said, at, heard));
      }
    }
    return correlations;
  }

  /** To a sixth of a sample: filters on the way delay wideband sound by fractions of one. */
  private static double segmentCorrelation(short[] said, int at, short[] heard) {
    int coarse = 0;
    double best = -1;
    int to = Math.min(at + RATE_HZ * 3 / 2, heard.length - SEGMENT + 1);
    for (int place = Math.max(0, at - LATEST_RECORDING); place < to; place++) {
      double present = correlation(said, at, heard, place, SEGMENT);
      if (present > best) {
        best = present;
        coarse = place;
      }
    }
    Resampler finer = Resampler.create(RATE_HZ, FINE * RATE_HZ);
    short[] finelySaid = finer.whole(Arrays.copyOfRange(said, at, at + SEGMENT));
    int from = Math.max(0, coarse - MARGIN);
    short[] finelyHeard = finer.whole(Arrays.copyOfRange(heard, from, coarse + SEGMENT + MARGIN));
    int edge = FINE * MARGIN;
    for (int lag = 0; lag <= FINE * (coarse - from + 2); lag++) {
      best =
          Math.max(
              best,
              correlation(finelySaid, edge, finelyHeard, edge + lag, finelySaid.length - 2 * edge));
    }
    return best;
  }

  /** Normalised, without a lag. */
  static double correlation(short[] a, int atA, short[] b, int atB, int length) {
    double ab = 0;
    for (int i = 0; i < length; i++) {
      ab += (double) a[atA + i] * b[atB + i];
    }
    return ab / Math.sqrt(1 + energy(a, atA, atA + length) * energy(b, atB, atB + length));
  }

  private static double energy(short[] pcm, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return sum;
  }
}
