package org.talkspurt.gateway.budget;

import java.util.List;
import org.talkspurt.gateway.caller.report.Quantiles;

/**
 * What something took how often.
 *
 * @param p95Ms infinite where a histogram knows only that it is beyond its last bound
 */
public record Times(long count, double meanMs, double p50Ms, double p95Ms) {

  /** Of single values, in any order; at least one. */
  static Times of(List<Double> valuesMs) {
    return new Times(
        valuesMs.size(),
        valuesMs.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        Quantiles.quantile(valuesMs, 0.5),
        Quantiles.quantile(valuesMs, 0.95));
  }
}
