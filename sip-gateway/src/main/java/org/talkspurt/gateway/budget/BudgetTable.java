package org.talkspurt.gateway.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lines for a terminal: what each stage may take, and what it took. */
public final class BudgetTable {

  private BudgetTable() {}

  /** The head, a line for each stage, those with a budget together, and what callers waited. */
  public static List<String> lines(Measured measured) {
    List<String> lines = new ArrayList<>();
    lines.add(row("stage", "budget ms", "count", "mean", "p50", "p95", ""));
    for (BudgetLine line : BudgetLine.values()) {
      String budget = line.budgetMs().isPresent() ? String.valueOf(line.budgetMs().getAsInt()) : "";
      lines.add(row(line.title(), budget, measured.of(line), line.isOver(measured) ? "over" : ""));
    }
    lines.add(
        row(
            "all but the wait",
            String.valueOf(BudgetLine.TOTAL_MS),
            measured.budgeted().orElse(null),
            measured.isWholeOver() ? "over" : ""));
    lines.add(row("what callers waited", "", measured.whole().orElse(null), ""));
    return lines;
  }

  private static String row(String stage, String budget, @Nullable Times times, String verdict) {
    return times == null
        ? row(stage, budget, "", "", "", "", "not measured")
        : row(
            stage,
            budget,
            String.valueOf(times.count()),
            ms(times.meanMs()),
            ms(times.p50Ms()),
            ms(times.p95Ms()),
            verdict);
  }

  /** Below 10 ms the tenths tell something; a histogram does not say what is beyond its bounds. */
  private static String ms(double value) {
    return Double.isInfinite(value)
        ? "beyond"
        : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }

  private static String row(
      String stage,
      String budget,
      String count,
      String mean,
      String p50,
      String p95,
      String verdict) {
    return "%-20s %9s %7s %7s %7s %7s  %s"
        .formatted(stage, budget, count, mean, p50, p95, verdict)
        .stripTrailing();
  }
}
