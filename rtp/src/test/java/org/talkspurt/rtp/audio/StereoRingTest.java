package org.talkspurt.rtp.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StereoRingTest {

  private static final int FRAME = 160;
  private static final long TICK_NS = 20_000_000;
  private static final long START_NS = -5_000_000_123L;

  private final AtomicInteger dropped = new AtomicInteger();
  private final StereoRing ring = new StereoRing(8_000, 10, dropped::incrementAndGet);
  private final short[] frame = new short[2 * FRAME];

  private static short[] level(int level) {
    short[] samples = new short[FRAME];
    Arrays.fill(samples, (short) level);
    return samples;
  }

  private static void tick(StereoRing ring, int tick) {
    ring.onTick(START_NS + tick * TICK_NS);
    ring.onReceived(level(tick + 1));
    ring.onSent(level(-tick - 1), FRAME, FRAME);
  }

  private List<Long> readAll() {
    List<Long> ticks = new ArrayList<>();
    for (long tick = ring.read(frame); tick >= 0; tick = ring.read(frame)) {
      ticks.add(tick);
      assertThat(frame[0]).isEqualTo((short) (tick + 1));
      assertThat(frame[2 * FRAME - 1]).isEqualTo((short) (-tick - 1));
    }
    return ticks;
  }

  @Test
  void aTickIsReadOnceNoPacketReachesBackIntoIt() {
    for (int n = 0; n < 4; n++) {
      tick(ring, n);
    }
    assertThat(readAll()).isEmpty();
    tick(ring, 4);
    assertThat(readAll()).containsExactly(0L);
    assertThat(ring.isExhausted()).isFalse();
    ring.end();
    assertThat(ring.isExhausted()).isFalse();
    assertThat(readAll()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ring.isExhausted()).isTrue();
  }

  @Test
  void aFullRingDropsTicksAndTheNextOnesSayWhereTheyStand() {
    for (int n = 0; n < 25; n++) {
      tick(ring, n);
    }
    assertThat(dropped).hasValue(15);
    assertThat(readAll()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    tick(ring, 25);
    tick(ring, 26);
    ring.end();
    assertThat(readAll()).containsExactly(25L, 26L);
    assertThat(dropped).hasValue(15);
  }

  @Test
  void aPacketFillsTheTicksThatItReachesBackTo() {
    ring.onSent(level(7), FRAME, FRAME); // before the first tick: it belongs to none
    ring.onTick(START_NS);
    ring.onTick(START_NS + TICK_NS);
    ring.onSent(level(9), FRAME, FRAME + 40);
    ring.end();

    assertThat(ring.read(frame)).isZero();
    assertThat(frame[2 * (FRAME - 41) + 1]).isZero();
    assertThat(frame[2 * (FRAME - 40) + 1]).isEqualTo((short) 9);
    assertThat(ring.read(frame)).isEqualTo(1);
    assertThat(frame[2 * (FRAME - 41) + 1]).isEqualTo((short) 9);
    assertThat(frame[2 * (FRAME - 40) + 1]).isZero();
  }

  @Test
  void whatReachesBackBeforeTheFirstTickIsLeftOut() {
    ring.onTick(START_NS);
    ring.onSent(level(9), FRAME, FRAME + 40);
    ring.end();

    assertThat(ring.read(frame)).isZero();
    assertThat(frame[2 * (FRAME - 41) + 1]).isEqualTo((short) 9);
    assertThat(frame[2 * (FRAME - 40) + 1]).isZero();
  }

  @Test
  void needsRoomForTheTicksThatAreOpen() {
    assertThatIllegalArgumentException().isThrownBy(() -> new StereoRing(8_000, 4, () -> {}));
  }

  @Test
  void handingOverAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    short[] said = level(5);
    handOver(said, 0, 2_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    handOver(said, 2_000, 22_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(dropped.get()).isGreaterThan(1_000);
    // less than a byte per tick: the two measurements themselves
    assertThat(allocated).isLessThan(10_000);
  }

  /** Now and then the reader sleeps longer than the ring is. */
  private void handOver(short[] said, int from, int to) {
    for (int n = from; n < to; n++) {
      ring.onTick(START_NS + n * TICK_NS);
      ring.onReceived(said);
      ring.onSent(said, FRAME, n % 3 * 80);
      while (n / 100 % 4 != 0 && ring.read(frame) >= 0) {}
    }
  }

  @Test
  void carriesEveryFrameFromThreadToThread() {
    int ticks = 20_000;
    StereoRing shared = new StereoRing(8_000, 100, dropped::incrementAndGet);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int n = 0; n < ticks; n++) {
                tick(shared, n);
                if (n % 20 == 0) {
                  Thread.yield();
                }
              }
              shared.end();
            });
    int read = 0;
    int wrong = 0;
    long last = -1;
    while (!shared.isExhausted()) {
      long tick = shared.read(frame);
      if (tick < 0) {
        Thread.yield();
        continue;
      }
      read++;
      for (int i = 0; i < FRAME; i++) {
        if (frame[2 * i] != (short) (tick + 1) || frame[2 * i + 1] != (short) (-tick - 1)) {
          wrong++;
        }
      }
      if (tick <= last) {
        wrong++;
      }
      last = tick;
    }
    writer.join();
    assertThat(wrong).isZero();
    assertThat(read).isPositive();
    assertThat(read + dropped.get()).isEqualTo(ticks);
  }
}
