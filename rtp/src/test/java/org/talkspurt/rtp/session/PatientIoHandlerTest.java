package org.talkspurt.rtp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talkspurt.rtp.session.SessionFixture.MS;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the selector is asked for; the time that passes meanwhile is nobody's concern here. */
class PatientIoHandlerTest {

  private final AskedSelector selector = new AskedSelector();
  private final PatientIoHandler handler = new PatientIoHandler(selector);

  @AfterEach
  void noPermitIsLeft() {
    LockSupport.parkNanos(1);
  }

  @Test
  void sleepsInTheSelectorUntilTheLastMillisecondOrTwo() {
    handler.run(new Loop(true, 20 * MS));
    handler.run(new Loop(true, 20 * MS - 1));
    handler.run(new Loop(true, 2 * MS));

    assertThat(selector.askedNs).containsExactly(19 * MS, 18 * MS, MS);
  }

  @Test
  void parksThroughTheLastTwoMillisecondsAndThenOnlyLooks() {
    handler.initialize();
    handler.wakeup(); // or the test would sleep
    handler.run(new Loop(true, 2 * MS - 1));
    handler.run(new Loop(true, 0));
    handler.run(new Loop(true, -5 * MS));

    assertThat(selector.askedNs).containsExactly(0L, 0L, 0L);
    assertThat(selector.wakeUps).isEqualTo(1);
  }

  @Test
  void neverSleepsWhereTheLoopHasWork() {
    handler.run(new Loop(false, 20 * MS));

    assertThat(selector.askedNs).containsExactly(0L);
  }

  @Test
  void sleepsForEverWhereNothingIsScheduled() {
    handler.run(new Loop(true, Long.MAX_VALUE));

    assertThat(selector.askedNs).containsExactly(Long.MAX_VALUE);
  }

  private record Loop(boolean canBlock, long nextTaskNs) implements IoHandlerContext {
    @Override
    public long delayNanos(long currentTimeNanos) {
      return nextTaskNs;
    }

    @Override
    public long deadlineNanos() {
      return nextTaskNs;
    }
  }

  /** Notes how long it might have slept. */
  private static final class AskedSelector implements IoHandler {
    private final List<Long> askedNs = new ArrayList<>();
    private int wakeUps;

    @Override
    public int run(IoHandlerContext context) {
      askedNs.add(context.canBlock() ? context.delayNanos(0) : 0);
      return 0;
    }

    @Override
    public void wakeup() {
      wakeUps++;
    }

    @Override
    public void prepareToDestroy() {}

    @Override
    public void destroy() {}

    @Override
    public IoRegistration register(IoHandle handle) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
      return true;
    }
  }
}
