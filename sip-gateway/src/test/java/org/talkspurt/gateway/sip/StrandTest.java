package org.talkspurt.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrandTest {

  private final ArrayDeque<Runnable> pool = new ArrayDeque<>();
  private final Strand strand = new Strand(pool::add);
  private final List<Integer> done = new ArrayList<>();

  @Test
  void runsItsTasksInOrderAndOneAtATime() {
    for (int i = 0; i < 3; i++) {
      int number = i;
      strand.execute(() -> done.add(number));
    }
    assertThat(pool).hasSize(1);
    runAll();
    assertThat(done).containsExactly(0, 1, 2);
  }

  @Test
  void refusesTooManyTasksOfTheNetworkButNeverOurOwn() {
    int taken = 0;
    for (int i = 0; i < Strand.CAPACITY_TASKS + 10; i++) {
      taken += strand.offer(() -> done.add(0)) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(Strand.CAPACITY_TASKS);
    strand.execute(() -> done.add(1));
    runAll();
    assertThat(done).hasSize(Strand.CAPACITY_TASKS + 1).endsWith(1);
  }

  @Test
  void goesOnAfterAnError() {
    strand.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    strand.execute(() -> done.add(1));
    runAll();
    assertThat(done).containsExactly(1);
  }

  private void runAll() {
    while (!pool.isEmpty()) {
      pool.remove().run();
    }
  }
}
