package org.talkspurt.rtp.session;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeat of one loop's calls: each is ticked every 20 ms, on the loop itself. The calls are
 * spread over ten slots 2 ms apart, so that a full loop sends in ten small portions.
 *
 * <p>Deadlines are absolute: a tick that begins late does not move the next one, and ticks missed
 * in a stall are made up at once, oldest first, up to {@link #MAX_CATCH_UP_TICKS}; what a longer
 * stall missed is skipped, which a {@link Tickable} sees as a gap between its deadlines.
 *
 * <p>Confined to its loop. The only reader of the clock in this module.
 */
final class PlayoutTicker {

  static final long TICK_NS = 20_000_000;
  static final int SLOTS = 10;
  static final int MAX_CATCH_UP_TICKS = 25;

  private static final long SLOT_NS = TICK_NS / SLOTS;
  private static final Logger LOG = LoggerFactory.getLogger(PlayoutTicker.class);
  private static final long NOT_ARMED = Long.MIN_VALUE;

  /** Runs a task on the loop after a delay. */
  @FunctionalInterface
  interface Alarm {
    void after(long delayNs, Runnable task);
  }

  private final LongSupplier clock;
  private final Alarm alarm;
  private final LatenessListener lateness;
  private final long originNs;
  private final List<TickSlot> slots = new ArrayList<>(SLOTS);
  private long armedForNs = NOT_ARMED;

  PlayoutTicker(LongSupplier clock, Alarm alarm, LatenessListener lateness) {
    this.clock = clock;
    this.alarm = alarm;
    this.lateness = lateness;
    this.originNs = clock.getAsLong();
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new TickSlot());
    }
  }

  static PlayoutTicker on(EventLoop loop, LatenessListener lateness) {
    Alarm alarm =
        (delayNs, task) -> {
          // never cancelled: an alarm that another has replaced does nothing
          var _ = loop.schedule(task, delayNs, NANOSECONDS);
        };
    return new PlayoutTicker(PlayoutTicker::monotonicNs, alarm, lateness);
  }

  /** The monotonic clock of ticks, arrivals and frames. May be read from any thread. */
  long nowNs() {
    return clock.getAsLong();
  }

  /** The clock of every ticker, and of the loops that sleep until a tick. */
  static long monotonicNs() {
    return System.nanoTime();
  }

  /** Milliseconds since 1970, for the NTP timestamps of RTCP only. */
  static long wallClockMs() {
    return System.currentTimeMillis();
  }

  /** Adds a call to the emptiest slot. Its first tick comes within 20 ms, never from in here. */
  void join(Tickable member) {
    TickSlot slot = slots.getFirst();
    int index = 0;
    for (int i = 1; i < SLOTS; i++) {
      if (slots.get(i).size() < slot.size()) {
        slot = slots.get(i);
        index = i;
      }
    }
    if (slot.isEmpty()) {
      long phaseNs = originNs + index * SLOT_NS;
      long elapsedNs = clock.getAsLong() - phaseNs;
      slot.nextDeadlineNs = phaseNs + (Math.floorDiv(elapsedNs, TICK_NS) + 1) * TICK_NS;
    }
    slot.add(member);
    arm();
  }

  /** Ends a call's ticks at once, also from within a tick. No effect on one that is not there. */
  void leave(Tickable member) {
    for (TickSlot slot : slots) {
      if (slot.remove(member)) {
        return;
      }
    }
  }

  int members() {
    return slots.stream().mapToInt(TickSlot::size).sum();
  }

  private void arm() {
    TickSlot next = earliest();
    if (next == null || (armedForNs != NOT_ARMED && armedForNs - next.nextDeadlineNs <= 0)) {
      return;
    }
    long dueNs = next.nextDeadlineNs;
    armedForNs = dueNs;
    alarm.after(Math.max(0, dueNs - clock.getAsLong()), () -> wake(dueNs));
  }

  private void wake(long dueNs) {
    if (dueNs != armedForNs) {
      return; // an earlier alarm has taken this one's place
    }
    armedForNs = NOT_ARMED;
    try {
      runDueSlots();
    } catch (RuntimeException e) {
      LOG.error("A tick's lateness could not be reported", e);
    }
    arm();
  }

  private void runDueSlots() {
    for (TickSlot slot = earliest(); slot != null; slot = earliest()) {
      long lateNs = clock.getAsLong() - slot.nextDeadlineNs;
      if (lateNs < 0) {
        return;
      }
      long missed = lateNs / TICK_NS;
      if (missed > MAX_CATCH_UP_TICKS) {
        slot.nextDeadlineNs += (missed - MAX_CATCH_UP_TICKS) * TICK_NS;
      }
      slot.tick();
      lateness.onTickBegun(lateNs);
    }
  }

  private @Nullable TickSlot earliest() {
    TickSlot first = null;
    for (int i = 0; i < SLOTS; i++) {
      TickSlot slot = slots.get(i);
      if (!slot.isEmpty() && (first == null || slot.nextDeadlineNs - first.nextDeadlineNs < 0)) {
        first = slot;
      }
    }
    return first;
  }
}
