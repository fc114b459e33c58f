package org.talkspurt.gateway.call;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Decides whether there is room for one more call. Thread-safe. */
public final class AdmissionControl {

  /** When a refused caller may try again. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final int maxCalls;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<String, AtomicInteger> callsByLimit = new ConcurrentHashMap<>();
  private volatile boolean refusing;

  public AdmissionControl(int maxCalls) {
    this.maxCalls = maxCalls;
  }

  /** A limit of one trunk or agent; 0 calls: no limit of its own. */
  record Limit(String name, int maxCalls) {}

  /** The verdict. */
  sealed interface Admission {
    /** A place, held until released. */
    record Admitted(Place place) implements Admission {}

    /** No place: the SIP status to answer with, its reason and when to come back. */
    record Refused(int status, String reason, @Nullable Duration retryAfter) implements Admission {}
  }

  /** One call's place; releasing it twice has no further effect. */
  final class Place {
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final Limit[] limits;

    private Place(Limit... limits) {
      this.limits = limits;
    }

    void release() {
      if (held.compareAndSet(true, false)) {
        calls.decrementAndGet();
        for (Limit limit : limits) {
          counter(limit).decrementAndGet();
        }
      }
    }
  }

  /** Whether the machine would take one more call. */
  boolean hasRoom() {
    return !refusing && calls.get() < maxCalls;
  }

  /** From now on there is no place for anybody new; who has one keeps it. */
  public void refuseNewCalls() {
    refusing = true;
  }

  /**
   * Takes a place or says why not: 503 with Retry-After when the machine is full or shutting down
   * (RFC 3261 §21.5.4), 486 when the trunk or the agent is at its own limit (§21.4.24).
   */
  Admission admit(Limit trunk, Limit agent) {
    // Counted first: whoever calls refuseNewCalls and then calls sees every call that gets a place.
    int taken = calls.incrementAndGet();
    if (refusing || taken > maxCalls) {
      calls.decrementAndGet();
      String reason = refusing ? "Shutting down" : "All lines in use";
      return new Admission.Refused(503, reason, RETRY_AFTER);
    }
    Limit[] limits = {trunk, agent};
    for (int i = 0; i < limits.length; i++) {
      Limit limit = limits[i];
      int now = counter(limit).incrementAndGet();
      if (limit.maxCalls() > 0 && now > limit.maxCalls()) {
        for (int j = 0; j <= i; j++) {
          counter(limits[j]).decrementAndGet();
        }
        calls.decrementAndGet();
        return new Admission.Refused(486, "Busy Here", null);
      }
    }
    return new Admission.Admitted(new Place(limits));
  }

  /** Places that there are. */
  public int maxCalls() {
    return maxCalls;
  }

  /** Places that are taken: calls from their admission to their end. */
  public int calls() {
    return calls.get();
  }

  private AtomicInteger counter(Limit limit) {
    return callsByLimit.computeIfAbsent(limit.name(), _ -> new AtomicInteger());
  }
}
