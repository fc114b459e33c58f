package org.talkspurt.dialog.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PauseHabitTest {
  private static final long PAUSE = 600 * 16;

  private final PauseHabit habit = new PauseHabit();

  @Test
  void nothingIsKnownOfAnUnknownCaller() {
    assertThat(habit.logOdds()).isZero();
  }

  @Test
  void oneWhoSpeaksWithoutPausesIsAnsweredSooner() {
    habit.finished();
    double first = habit.logOdds();
    habit.finished();
    assertThat(first).isPositive();
    assertThat(habit.logOdds()).isGreaterThan(first).isLessThanOrEqualTo(0.5);
  }

  @Test
  void oneWhoPausesIsWaitedFor() {
    habit.paused(PAUSE);
    assertThat(habit.logOdds()).isEqualTo(-1);
    habit.finished();
    habit.finished();
    assertThat(habit.logOdds()).isBetween(-0.5, 0.5);
  }

  @Test
  void aBreathIsNoPause() {
    habit.paused(200 * 16);
    assertThat(habit.logOdds()).isZero();
  }

  @Test
  void oneWhoWasTalkedOverHadPaused() {
    habit.finished();
    habit.wentOn();
    assertThat(habit.logOdds()).isNegative();
  }
}
