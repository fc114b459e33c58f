package org.talkspurt.gateway.budget;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What turns took by one source.
 *
 * @param lines those that the source knows, and saw
 * @param budgeted all stages of a turn with a budget together, where single turns are known
 * @param whole from the caller's last speech to the reply's first sound, with the wait
 */
public record Measured(
    Map<BudgetLine, Times> lines, Optional<Times> budgeted, Optional<Times> whole) {

  public static final Measured NOTHING = new Measured(Map.of(), Optional.empty(), Optional.empty());

  public Measured {
    lines = Map.copyOf(lines);
  }

  @Nullable Times of(BudgetLine line) {
    return lines.get(line);
  }

  /** The same, with what these lack taken from others: records do not know what VAD computes. */
  public Measured or(Measured others) {
    Map<BudgetLine, Times> all = new EnumMap<>(BudgetLine.class);
    all.putAll(others.lines());
    all.putAll(lines);
    return new Measured(all, budgeted.or(others::budgeted), whole.or(others::whole));
  }

  /** Whether a stage, or all together, took longer than it may in one turn of twenty. */
  public boolean isOver() {
    return lines.keySet().stream().anyMatch(line -> line.isOver(this)) || isWholeOver();
  }

  /** Whether the stages together did. */
  boolean isWholeOver() {
    return budgeted.filter(times -> times.p95Ms() > BudgetLine.TOTAL_MS).isPresent();
  }

  /** Whether there was no turn. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }
}
