package org.talkspurt.gateway.recording;

import java.util.EnumMap;
import java.util.Map;

/** Counts. */
final class FakeMeters implements RecordingMeters {
  private final Map<Drop, Integer> dropped = new EnumMap<>(Drop.class);
  private final Map<Outcome, Integer> ended = new EnumMap<>(Outcome.class);

  @Override
  public synchronized void dropped(Drop why, int frames) {
    dropped.merge(why, frames, Integer::sum);
  }

  @Override
  public synchronized void ended(Outcome outcome) {
    ended.merge(outcome, 1, Integer::sum);
  }

  synchronized Map<Drop, Integer> dropped() {
    return Map.copyOf(dropped);
  }

  synchronized Map<Outcome, Integer> ended() {
    return Map.copyOf(ended);
  }
}
