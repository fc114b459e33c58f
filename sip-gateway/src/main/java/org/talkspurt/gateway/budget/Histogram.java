package org.talkspurt.gateway.budget;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A classic histogram of seconds: how many values did not exceed each bound. */
final class Histogram {

  private final NavigableMap<Double, Double> atMost = new TreeMap<>();
  private double sumSeconds;

  /** Adds a bucket's count; those of several bots or labels add up. */
  void bucket(double boundSeconds, double count) {
    atMost.merge(boundSeconds, count, Double::sum);
  }

  void sum(double seconds) {
    sumSeconds += seconds;
  }

  /** Values in it, by the last bucket. */
  double count() {
    return atMost.isEmpty() ? 0 : atMost.lastEntry().getValue();
  }

  Times times() {
    return new Times(
        Math.round(count()), 1e3 * sumSeconds / count(), 1e3 * quantile(0.5), 1e3 * quantile(0.95));
  }

  /** As Prometheus reckons: evenly spread within a bucket; infinite beyond the last bound. */
  double quantile(double share) {
    double rank = share * count();
    double below = 0;
    double from = 0;
    for (Map.Entry<Double, Double> bucket : atMost.entrySet()) {
      double within = bucket.getValue() - below;
      if (bucket.getValue() >= rank && within > 0) {
        return from + (bucket.getKey() - from) * (rank - below) / within;
      }
      from = bucket.getKey();
      below = bucket.getValue();
    }
    return from;
  }
}
