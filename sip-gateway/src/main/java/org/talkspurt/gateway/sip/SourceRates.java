package org.talkspurt.gateway.sip;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * How many messages one source may send: a token bucket for each, kept as one number, the time at
 * which the bucket is full again (the generic cell rate algorithm of ITU-T I.371). The table is
 * bounded; the source that was heard least recently is forgotten. Used from all SIP threads.
 */
final class SourceRates {

  static final int MAX_SOURCES = 16_384;

  private final long intervalNs;
  private final long burstNs;
  private final Predicate<InetAddress> exempt;

  /** By the order of their last messages. */
  private final Map<SourceKey, Long> fullAtNs =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SourceKey, Long> eldest) {
          return size() > MAX_SOURCES;
        }
      };

  /**
   * @param perSecond messages that each source may send in the long run; 0: as many as it likes
   * @param burst messages that may come at once, at least 1
   * @param exempt sources that are not counted; thread-safe
   */
  SourceRates(int perSecond, int burst, Predicate<InetAddress> exempt) {
    this.intervalNs = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.burstNs = burst * intervalNs;
    this.exempt = exempt;
  }

  /** Of an endpoint: trunks and allowed sources are not counted. */
  static SourceRates of(SipSettings settings) {
    PeerLimits limits = settings.limits();
    return new SourceRates(
        limits.messagesPerSecond(),
        limits.messageBurst(),
        source -> settings.sources().isConfigured(source) || limits.exempt().test(source));
  }

  /** Whether a message may pass; one that may not is not counted. */
  boolean admits(InetAddress source, long nowNs) {
    if (isUncounted(source)) {
      return true;
    }
    SourceKey key = SourceKey.of(source);
    synchronized (fullAtNs) {
      long next = next(key, nowNs);
      if (next - nowNs > burstNs) {
        return false;
      }
      fullAtNs.put(key, next);
      return true;
    }
  }

  /** Whether the next message may not pass; counts nothing. */
  boolean isExhausted(InetAddress source, long nowNs) {
    if (isUncounted(source)) {
      return false;
    }
    synchronized (fullAtNs) {
      return next(SourceKey.of(source), nowNs) - nowNs > burstNs;
    }
  }

  /** Counts a message in any case, and tells how long it must wait. */
  long delayNs(InetAddress source, long nowNs) {
    if (isUncounted(source)) {
      return 0;
    }
    SourceKey key = SourceKey.of(source);
    synchronized (fullAtNs) {
      long next = next(key, nowNs);
      fullAtNs.put(key, next);
      return Math.max(0, next - nowNs - burstNs);
    }
  }

  private boolean isUncounted(InetAddress source) {
    return intervalNs == 0 || exempt.test(source);
  }

  private long next(SourceKey key, long nowNs) {
    long fullAt = fullAtNs.getOrDefault(key, nowNs);
    return (fullAt - nowNs > 0 ? fullAt : nowNs) + intervalNs;
  }

  int sources() {
    synchronized (fullAtNs) {
      return fullAtNs.size();
    }
  }
}
