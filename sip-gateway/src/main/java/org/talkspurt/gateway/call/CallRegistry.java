package org.talkspurt.gateway.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Active calls, and those that ended within the last hour. Thread-safe. */
public final class CallRegistry {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int KEPT_AT_MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Call> active = new ConcurrentHashMap<>();
  private final Deque<CallRecord> ended = new ArrayDeque<>();

  /** Ids of ended calls whose records are not on the disk yet. Guarded by {@link #ended}. */
  private final Set<String> unrecorded = new HashSet<>();

  public CallRegistry(InstantSource clock) {
    this.clock = clock;
  }

  void add(Call call) {
    active.put(call.id(), call);
  }

  void ended(CallRecord call) {
    synchronized (ended) {
      ended.addLast(call);
      unrecorded.add(call.id());
      forgetOld();
    }
    active.remove(call.id());
  }

  public Collection<Call> active() {
    return List.copyOf(active.values());
  }

  public Optional<Call> active(String id) {
    return Optional.ofNullable(active.get(id));
  }

  /** Ended calls, the latest first. */
  public List<CallRecord> ended() {
    synchronized (ended) {
      forgetOld();
      return new ArrayList<>(ended).reversed();
    }
  }

  /** The record of an ended call is on the disk. */
  public void recorded(String id) {
    synchronized (ended) {
      unrecorded.remove(id);
    }
  }

  /** Whether the record of a call that ended within the last hour is on the disk. */
  public boolean isRecorded(String id) {
    synchronized (ended) {
      return !active.containsKey(id) && !unrecorded.contains(id);
    }
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(KEPT);
    while (!ended.isEmpty()
        && (ended.size() > KEPT_AT_MOST || oldest.isAfter(ended.getFirst().endedAt()))) {
      unrecorded.remove(ended.removeFirst().id());
    }
  }
}
