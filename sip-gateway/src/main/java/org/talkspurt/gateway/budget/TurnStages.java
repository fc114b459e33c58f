package org.talkspurt.gateway.budget;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects turns of which each stage is known. */
public final class TurnStages {

  private final Map<BudgetLine, List<Double>> lines = new EnumMap<>(BudgetLine.class);
  private final List<Double> budgeted = new ArrayList<>();
  private final List<Double> whole = new ArrayList<>();

  /**
   * @param stagesMs by name; what is missing took no time
   * @param wholeMs from the caller's last speech to the reply's first sound
   */
  public void add(Map<String, Double> stagesMs, double wholeMs) {
    double sumMs = 0;
    for (BudgetLine line : BudgetLine.values()) {
      if (line.stage().isPresent()) {
        double ms = stagesMs.getOrDefault(line.stage().get(), 0.0);
        lines.computeIfAbsent(line, _ -> new ArrayList<>()).add(ms);
        sumMs += line.budgetMs().isPresent() ? ms : 0;
      }
    }
    budgeted.add(sumMs);
    whole.add(wholeMs);
  }

  /** What voice activity computed for a window. */
  public void addCompute(List<Double> valuesMs) {
    lines.computeIfAbsent(BudgetLine.VAD, _ -> new ArrayList<>()).addAll(valuesMs);
  }

  public Measured measured() {
    Map<BudgetLine, Times> times = new EnumMap<>(BudgetLine.class);
    lines.forEach((line, values) -> times(values).ifPresent(known -> times.put(line, known)));
    return new Measured(times, times(budgeted), times(whole));
  }

  private static Optional<Times> times(List<Double> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(Times.of(values));
  }
}
