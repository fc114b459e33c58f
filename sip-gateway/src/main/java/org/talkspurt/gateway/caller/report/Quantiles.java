package org.talkspurt.gateway.caller.report;

import java.util.List;
import java.util.Locale;

/** A few figures of many values. */
public record Quantiles(int count, double p50, double p95, double p99, double max) {

  /** Of values in any order; zeros if there are none. */
  public static Quantiles of(List<Double> values) {
    return new Quantiles(
        values.size(),
        quantile(values, 0.5),
        quantile(values, 0.95),
        quantile(values, 0.99),
        quantile(values, 1));
  }

  /** What {@code share} of the values do not exceed; 0 if there are none. */
  public static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * (sorted.size() - 1)));
  }

  @Override
  public String toString() {
    return count == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "%d: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms",
            count,
            p50,
            p95,
            p99,
            max);
  }
}
