package org.talkspurt.dialog;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When each stage of a turn ended; ns on the loop's clock. Of several reports the first counts. */
final class TurnTimes {
  private final Map<Stage, Long> endNs = new EnumMap<>(Stage.class);
  private @Nullable Long beginNs;

  /** The caller's last speech sample reached the socket. */
  void begin(long ns) {
    beginNs = ns;
  }

  /** When the first stage began; {@code otherwise} where no speech did. */
  long beganNs(long otherwise) {
    return beginNs == null ? otherwise : beginNs;
  }

  void end(Stage stage, long ns) {
    endNs.putIfAbsent(stage, ns);
  }

  /** Whether a stage is known to have ended after {@code ns}. */
  boolean endedAfter(Stage stage, long ns) {
    Long end = endNs.get(stage);
    return end != null && end > ns;
  }

  /** Every stage's share of {@link #response()}; empty if that is. */
  Map<Stage, Duration> segments() {
    Map<Stage, Duration> segments = new EnumMap<>(Stage.class);
    if (beginNs != null && endNs.containsKey(Stage.PLAYOUT_START)) {
      long latest = beginNs;
      for (Stage stage : Stage.values()) {
        long end = Math.max(latest, endNs.getOrDefault(stage, latest));
        segments.put(stage, Duration.ofNanos(end - latest));
        latest = end;
      }
    }
    return segments;
  }

  /**
   * From the last speech sample's arrival to the first packet of the reply; empty unless the turn
   * began with speech and its reply was heard.
   */
  Optional<Duration> response() {
    return segments().values().stream().reduce(Duration::plus);
  }
}
