package org.talkspurt.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.talkspurt.gateway.recording.RecordingMeters;

/** Meters of the recordings. */
public final class RecordingMetrics implements RecordingMeters {
  private final Map<Drop, Counter> dropped = new EnumMap<>(Drop.class);
  private final Map<Outcome, Counter> ended = new EnumMap<>(Outcome.class);

  public RecordingMetrics(MeterRegistry registry) {
    for (Drop why : Drop.values()) {
      dropped.put(
          why,
          Counter.builder("talkspurt.recording.dropped")
              .description(
                  "Frames of 20 ms that recordings lack: the disk was slow, full or failed.")
              .tag("reason", tag(why))
              .register(registry));
    }
    for (Outcome outcome : Outcome.values()) {
      ended.put(
          outcome,
          Counter.builder("talkspurt.recording.calls")
              .description("Recordings that ended: whole, with gaps, or with nothing on the disk.")
              .tag("outcome", tag(outcome))
              .register(registry));
    }
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void dropped(Drop why, int frames) {
    Objects.requireNonNull(dropped.get(why)).increment(frames);
  }

  @Override
  public void ended(Outcome outcome) {
    Objects.requireNonNull(ended.get(outcome)).increment();
  }
}
