package org.talkspurt.gateway.budget;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.talkspurt.dialog.Stage;

/** The lines of the table, in its order: what a stage may take (config/realtime-designer.md). */
public enum BudgetLine {
  BUFFER("buffer", Stage.JITTER_BUFFER, 20),
  /** On the lane, for a window: the stage {@code vad} is mostly the wait for the window to fill. */
  VAD("VAD, compute", null, 10),
  WINDOW("window's wait", Stage.VAD, 0),
  /** No stage computes as long: how long the bot listens before it believes that it is its turn. */
  WAIT("end-of-turn wait", Stage.END_OF_TURN, 0),
  RECOGNITION("recognition", Stage.ASR_FINAL, 150),
  FIRST_TOKEN("model's first token", Stage.LLM_FIRST_TOKEN, 100),
  FIRST_AUDIO("first audio", Stage.TTS_FIRST_FRAME, 100),
  PLAYOUT("playout", Stage.PLAYOUT_START, 20);

  /** Of all stages with a budget, ms. */
  public static final int TOTAL_MS = 400;

  private final String title;
  private final @Nullable Stage stage;
  private final int budgetMs;

  BudgetLine(String title, @Nullable Stage stage, int budgetMs) {
    this.title = title;
    this.stage = stage;
    this.budgetMs = budgetMs;
  }

  String title() {
    return title;
  }

  /** The stage's name in records and meters; none for what is measured otherwise. */
  Optional<String> stage() {
    return Optional.ofNullable(stage).map(Stage::tag);
  }

  /** None for waiting. */
  OptionalInt budgetMs() {
    return budgetMs == 0 ? OptionalInt.empty() : OptionalInt.of(budgetMs);
  }

  /** Whether one turn in twenty took longer than it may. */
  boolean isOver(Measured measured) {
    Times times = measured.of(this);
    return times != null && budgetMs > 0 && times.p95Ms() > budgetMs;
  }
}
