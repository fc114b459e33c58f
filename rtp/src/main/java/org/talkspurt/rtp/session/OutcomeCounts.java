package org.talkspurt.rtp.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How many datagrams of a call had which outcome. Counting does not allocate. */
final class OutcomeCounts {

  private static final class Count {
    long value;
  }

  private final Map<ReceiveOutcome, Count> counts = new EnumMap<>(ReceiveOutcome.class);

  OutcomeCounts() {
    for (ReceiveOutcome outcome : ReceiveOutcome.values()) {
      counts.put(outcome, new Count());
    }
  }

  void increment(ReceiveOutcome outcome) {
    count(outcome).value++;
  }

  /** Datagrams with any of these outcomes. */
  long of(ReceiveOutcome... outcomes) {
    long sum = 0;
    for (ReceiveOutcome outcome : outcomes) {
      sum += count(outcome).value;
    }
    return sum;
  }

  private Count count(ReceiveOutcome outcome) {
    return Objects.requireNonNull(counts.get(outcome));
  }
}
