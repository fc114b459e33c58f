package org.talkspurt.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.talkspurt.gateway.call.CallDesk;
import org.talkspurt.gateway.ops.DrainController;

class DrainOnSignalTest {
  private final CallDesk desk = new CallDesk();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final DrainOnSignal signals =
      new DrainOnSignal(
          new DrainController(
              desk.admission,
              desk.registry(),
              List.of(),
              Thread::startVirtualThread,
              Duration.ofMinutes(10)));

  private boolean ends() throws InterruptedException {
    return ended.await(30, TimeUnit.SECONDS);
  }

  @Test
  void oneSignalEndsAnIdleBot() throws Exception {
    signals.signalled(ended::countDown);
    assertThat(ends()).isTrue();
  }

  @Test
  void aSecondSignalDoesNotWaitForCalls() throws Exception {
    desk.talks();
    signals.signalled(ended::countDown);
    assertThat(ended.getCount()).isOne();
    signals.signalled(ended::countDown);
    assertThat(ends()).isTrue();
  }
}
