package org.talkspurt.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnTimesTest {

  @Test
  void segmentsAddUpInWhateverOrderStagesEnd() {
    Random random = new Random(1);
    for (int round = 0; round < 1_000; round++) {
      TurnTimes times = new TurnTimes();
      times.begin(-500);
      for (Stage stage : Stage.values()) {
        times.end(stage, stage == Stage.PLAYOUT_START ? 2_000 : random.nextLong(-1_000, 1_000));
      }

      assertThat(times.response()).contains(Duration.ofNanos(2_500));
      assertThat(times.segments().values()).noneMatch(Duration::isNegative);
    }
  }

  @Test
  void workDoneInAdvanceCostsNothing() {
    TurnTimes times = new TurnTimes();
    times.begin(0);
    times.end(Stage.ASR_FINAL, 200);
    times.end(Stage.END_OF_TURN, 280);
    times.end(Stage.PLAYOUT_START, 300);

    assertThat(times.segments())
        .containsEntry(Stage.ASR_FINAL, Duration.ZERO)
        .containsEntry(Stage.END_OF_TURN, Duration.ofNanos(280))
        .containsEntry(Stage.PLAYOUT_START, Duration.ofNanos(20));
  }

  @Test
  void ofSeveralReportsTheFirstCounts() {
    TurnTimes times = new TurnTimes();
    times.begin(0);
    times.end(Stage.PLAYOUT_START, 300);
    times.end(Stage.PLAYOUT_START, 900);

    assertThat(times.response()).contains(Duration.ofNanos(300));
  }

  @Test
  void aTurnWithoutSpeechOrWithoutAReplyHasNoLatency() {
    TurnTimes silent = new TurnTimes();
    silent.end(Stage.PLAYOUT_START, 300);
    TurnTimes unheard = new TurnTimes();
    unheard.begin(0);
    unheard.end(Stage.ASR_FINAL, 100);

    assertThat(silent.response()).isEmpty();
    assertThat(unheard.segments()).isEqualTo(Map.of());
  }
}
