package org.talkspurt.rtp.session;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls that share one phase of {@link PlayoutTicker}. */
final class TickSlot {

  private static final Logger LOG = LoggerFactory.getLogger(TickSlot.class);

  long nextDeadlineNs;

  private final List<Tickable> members = new ArrayList<>();
  private boolean ticking;
  private int position;
  private int end;

  void add(Tickable member) {
    members.add(member);
  }

  boolean remove(Tickable member) {
    int index = members.indexOf(member);
    if (index < 0) {
      return false;
    }
    members.remove(index);
    if (ticking && index < end) {
      end--;
      if (index < position) {
        position--;
      }
    }
    return true;
  }

  /** Ticks those who were members when it began; who joins meanwhile waits for the next tick. */
  void tick() {
    long deadlineNs = nextDeadlineNs;
    nextDeadlineNs += PlayoutTicker.TICK_NS;
    ticking = true;
    position = 0;
    end = members.size();
    while (position < end) {
      Tickable member = members.get(position++);
      try {
        member.onTick(deadlineNs);
      } catch (Throwable failure) {
        remove(member);
        report(member, failure);
      }
    }
    ticking = false;
  }

  private static void report(Tickable member, Throwable failure) {
    try {
      member.onTickFailure(failure);
    } catch (Throwable second) {
      second.addSuppressed(failure);
      LOG.error("A call's media failed, and so did reporting it", second);
    }
  }

  int size() {
    return members.size();
  }

  boolean isEmpty() {
    return members.isEmpty();
  }
}
