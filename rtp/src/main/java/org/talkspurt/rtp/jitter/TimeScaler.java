package org.talkspurt.rtp.jitter;

/**
 * Lengthens or shortens the sound by a lag after which it resembles itself: a cross-fade of 10 ms
 * leads from the present to the sound that much earlier or later. Voiced speech is cut by pitch
 * periods, quiet stretches by any length.
 */
final class TimeScaler {

  /** Mean square below which nobody hears a cross-fade: about -45 dBm0. */
  private static final double QUIET = 130 * 130;

  /** Correlation from which a cut is not heard. */
  private static final double ALIKE = 0.9;

  /** Each tick without a good cut is content with a little less, so that one is always found. */
  private static final double LESS_PER_TICK = 0.05;

  private final PlayoutTrack track;
  private final int fade;
  private final int shortest;
  private final int longest;
  private int ticksInVain;

  TimeScaler(PlayoutTrack track, int sampleRateHz) {
    this.track = track;
    this.fade = sampleRateHz / 100;
    this.shortest = sampleRateHz / 400;
    this.longest = sampleRateHz * 3 / 200;
  }

  /** Longest lag, in samples. */
  int longest() {
    return longest;
  }

  /**
   * Inserts up to {@code wanted} samples, or a little more where the pitch demands it.
   *
   * @return samples inserted, 0 when the sound does not allow it now
   */
  int insert(int wanted) {
    if (track.ahead() < fade) {
      return 0;
    }
    int lag = quiet() ? Math.min(wanted, longest) : bestLag(-1, longest);
    if (lag > 0) {
      splice(-lag);
    }
    return lag;
  }

  /**
   * Removes up to {@code wanted} samples and leaves {@code needed} ahead.
   *
   * @return samples removed, 0 when the sound does not allow it now
   */
  int remove(int wanted, int needed) {
    int most = Math.min(Math.min(wanted, longest), track.ahead() - Math.max(needed, fade));
    if (most < 1) {
      return 0;
    }
    int lag = quiet() ? most : bestLag(1, most);
    if (lag > 0) {
      splice(lag);
    }
    return lag;
  }

  /** As {@link #remove}, but only where the cut is good; there is no hurry. */
  int trim(int wanted, int needed) {
    int patience = ticksInVain;
    ticksInVain = 0;
    int removed = remove(wanted, needed);
    ticksInVain = patience;
    return removed;
  }

  private boolean quiet() {
    double energy = 0;
    for (int i = -fade; i < fade; i++) {
      energy += track.at(i) * track.at(i);
    }
    return energy < QUIET * 2 * fade;
  }

  private int bestLag(int direction, int most) {
    int best = 0;
    double bestCorrelation = ALIKE - LESS_PER_TICK * ticksInVain;
    for (int lag = shortest; lag <= most; lag++) {
      double correlation = correlation(direction * lag);
      if (correlation > bestCorrelation) {
        best = lag;
        bestCorrelation = correlation;
      }
    }
    ticksInVain = best == 0 ? ticksInVain + 1 : 0;
    return best;
  }

  private double correlation(int offset) {
    double product = 0;
    double energy = 1;
    double otherEnergy = 1;
    for (int i = 0; i < fade; i++) {
      double present = track.at(i);
      double other = track.at(i + offset);
      product += present * other;
      energy += present * present;
      otherEnergy += other * other;
    }
    return product / Math.sqrt(energy * otherEnergy);
  }

  /** Leads from the sample at 0 to the one at {@code offset}; the latter's followers come next. */
  private void splice(int offset) {
    if (offset > 0) {
      // backwards, as each step overwrites what a later sample is blended from
      for (int i = fade - 1; i >= 0; i--) {
        track.set(i + offset, blend(track.at(i), track.at(i + offset), i));
      }
      track.cut(offset);
      return;
    }
    // After the repetition the sample that was at i is at i - offset.
    track.repeat(-offset);
    for (int i = 0; i < fade; i++) {
      track.set(i, blend(track.at(i - offset), track.at(i), i));
    }
  }

  private int blend(int from, int to, int step) {
    float weight = (step + 1f) / (fade + 1);
    return Math.round(from * (1 - weight) + to * weight);
  }
}
